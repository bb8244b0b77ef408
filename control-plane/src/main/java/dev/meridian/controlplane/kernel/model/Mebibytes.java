package dev.meridian.controlplane.kernel.model;

/// An amount of memory or disk in MiB (2^20 bytes).
///
/// @throws IllegalArgumentException when negative
public record Mebibytes(long value) implements Comparable<Mebibytes> {
    public static final Mebibytes ZERO = new Mebibytes(0);
    private static final long MIB_PER_GIB = 1024;

    public Mebibytes {
        if (value < 0) {
            throw new IllegalArgumentException("memory cannot be negative: " + value + "Mi");
        }
    }

    public static Mebibytes ofGibibytes(long gib) {
        return new Mebibytes(Math.multiplyExact(gib, MIB_PER_GIB));
    }

    @Override
    public int compareTo(Mebibytes other) {
        return Long.compare(value, other.value);
    }

    /// As people write it: `512Mi`, `2Gi`.
    @Override
    public String toString() {
        return value != 0 && value % MIB_PER_GIB == 0 ? value / MIB_PER_GIB + "Gi" : value + "Mi";
    }
}

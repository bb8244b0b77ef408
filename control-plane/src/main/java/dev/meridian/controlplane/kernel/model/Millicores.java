package dev.meridian.controlplane.kernel.model;

/// An amount of CPU in thousandths of a core; `1500` is one and a half cores.
///
/// @throws IllegalArgumentException when negative
public record Millicores(long value) implements Comparable<Millicores> {
    public static final Millicores ZERO = new Millicores(0);

    public Millicores {
        if (value < 0) {
            throw new IllegalArgumentException("CPU cannot be negative: " + value + "m");
        }
    }

    public static Millicores ofCores(double cores) {
        return new Millicores(Math.round(cores * 1000));
    }

    public double cores() {
        return value / 1000.0;
    }

    @Override
    public int compareTo(Millicores other) {
        return Long.compare(value, other.value);
    }

    /// As people write it: `2`, `0.5`.
    @Override
    public String toString() {
        return value % 1000 == 0 ? Long.toString(value / 1000) : Double.toString(cores());
    }
}

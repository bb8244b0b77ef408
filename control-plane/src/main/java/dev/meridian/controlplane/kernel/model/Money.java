package dev.meridian.controlplane.kernel.model;

/// An amount of money in millionths of a US dollar, so that sums of hourly prices stay exact.
public record Money(long micros) implements Comparable<Money> {
    public static final Money ZERO = new Money(0);
    private static final double MICROS_PER_DOLLAR = 1_000_000.0;

    public static Money ofDollars(double dollars) {
        return new Money(Math.round(dollars * MICROS_PER_DOLLAR));
    }

    public double dollars() {
        return micros / MICROS_PER_DOLLAR;
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(micros, other.micros));
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(micros, other.micros);
    }

    @Override
    public String toString() {
        return "$" + dollars();
    }
}

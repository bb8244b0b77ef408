package dev.meridian.controlplane.forecast.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// Values at equal steps, oldest first; NaN where nothing was measured.
///
/// Immutable. Infinite and absurd values are refused here, so that no forecast has to look for
/// them.
public final class Series {
    /// More than this is refused: seven years of 15-minute steps are 245,000.
    public static final int LONGEST = 5_000_000;

    /// Larger values are refused, so that squares and sums stay finite.
    public static final double LARGEST = 1e150;

    private final Instant start;
    private final Duration step;
    private final double[] values;

    private Series(Instant start, Duration step, double[] values) {
        this.start = start;
        this.step = step;
        this.values = values;
    }

    /// @throws BadSeries when the step is not positive, there are no or too many values, or one is
    ///   too large
    public static Series of(Instant start, Duration step, double... values) {
        if (step.isZero() || step.isNegative()) {
            throw new BadSeries("The step of a series must be positive, and is " + step + ".");
        }
        if (values.length == 0) {
            throw new BadSeries("A series needs at least one value.");
        }
        if (values.length > LONGEST) {
            throw new BadSeries(
                    "A series has %,d values, and at most %,d fit: use a larger step."
                            .formatted(values.length, LONGEST));
        }
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(values[i]) > LARGEST) {
                throw new BadSeries(
                        "Value %d of a series is %s, and at most %s fit: leave it out, as missing."
                                .formatted(i + 1, values[i], LARGEST));
            }
        }
        return new Series(start, step, values.clone());
    }

    /// A series whose times do not matter: one value an hour since 1970.
    public static Series hourly(double... values) {
        return of(Instant.EPOCH, Duration.ofHours(1), values);
    }

    public Instant start() {
        return start;
    }

    public Duration step() {
        return step;
    }

    public int length() {
        return values.length;
    }

    /// The value at an index, NaN where it is missing.
    public double at(int index) {
        return values[index];
    }

    public Instant timeOf(int index) {
        return start.plus(step.multipliedBy(index));
    }

    /// A copy of its values, oldest first.
    public double[] values() {
        return values.clone();
    }

    /// The first `length` values.
    public Series until(int length) {
        return of(start, step, Arrays.copyOf(values, length));
    }

    /// How many values were measured.
    public int known() {
        return (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
    }

    @Override
    public String toString() {
        return "Series[%d values from %s, every %s]".formatted(values.length, start, step);
    }
}

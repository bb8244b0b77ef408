package dev.meridian.controlplane.telemetry.model.demand;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// How a series went, in equal steps without a break: a step that nobody observed is `NaN`, never
/// nothing and never guessed.
///
/// @param start of the first step, on a full quarter of an hour
/// @param values not copied, so nobody may change them
@SuppressWarnings("ArrayRecordComponent") // a month of thousands of series passes here
public record Course(Instant start, Duration step, double[] values) {
    /// Of everything that is recorded.
    public static final Duration SLOT = Duration.ofMinutes(15);

    public Course {
        if (step.isZero() || step.isNegative()) {
            throw new IllegalArgumentException("a step cannot be " + step);
        }
    }

    public Instant at(int index) {
        return start.plus(step.multipliedBy(index));
    }

    /// The same without the missing steps at its two ends; empty where all are missing.
    public Course trimmed() {
        int from = 0;
        int to = values.length;
        while (from < to && Double.isNaN(values[from])) from++;
        while (to > from && Double.isNaN(values[to - 1])) to--;
        return new Course(at(from), step, Arrays.copyOfRange(values, from, to));
    }

    /// How many steps were observed.
    public int observed() {
        return (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
    }

    /// The start of the slot that holds a moment.
    public static Instant slotOf(Instant at) {
        return Instant.ofEpochSecond(
                Math.floorDiv(at.getEpochSecond(), SLOT.toSeconds()) * SLOT.toSeconds());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Course course
                && start.equals(course.start)
                && step.equals(course.step)
                && Arrays.equals(values, course.values);
    }

    @Override
    public int hashCode() {
        return start.hashCode() + 31 * Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "from " + start + " each " + step + ": " + Arrays.toString(values);
    }
}

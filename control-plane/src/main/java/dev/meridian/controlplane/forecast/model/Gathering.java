package dev.meridian.controlplane.forecast.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Readings put into equal steps, and what had to be mended on the way.
///
/// A step holds the mean of its readings: so duplicate times average, times in any order serve, and
/// a step without readings is missing. Readings that are not finite are left out.
///
/// @param series what came of them
/// @param unordered readings that were older than the one before them
/// @param duplicates readings at exactly the time of another
/// @param notFinite readings that were NaN or infinite
/// @param missing steps without a reading
public record Gathering(Series series, int unordered, int duplicates, int notFinite, int missing) {

    /// @throws BadSeries when there is no finite reading, or they span too many steps
    public static Gathering of(List<Reading> readings, Duration step) {
        if (step.toMillis() < 1) {
            throw new BadSeries(
                    "The step of a series must be a millisecond or more, and is " + step + ".");
        }
        List<Reading> finite =
                readings.stream()
                        .filter(reading -> Math.abs(reading.value()) <= Series.LARGEST)
                        .toList();
        if (finite.isEmpty()) {
            throw new BadSeries(
                    readings.isEmpty()
                            ? "There are no readings."
                            : "None of the %,d readings is a finite number."
                                    .formatted(readings.size()));
        }
        int unordered = 0;
        for (int i = 1; i < finite.size(); i++) {
            if (finite.get(i).at().isBefore(finite.get(i - 1).at())) {
                unordered++;
            }
        }
        int duplicates = finite.size() - (int) finite.stream().map(Reading::at).distinct().count();
        Instant first = slot(finite.stream().map(Reading::at).min(Instant::compareTo).get(), step);
        Instant last = finite.stream().map(Reading::at).max(Instant::compareTo).get();
        long length = Duration.between(first, last).dividedBy(step) + 1;
        if (length > Series.LONGEST) {
            throw new BadSeries(
                    "The readings span %,d steps of %s, and at most %,d fit: use a larger step."
                            .formatted(length, step, Series.LONGEST));
        }
        double[] values = means(finite, first, step, (int) length);
        int missing = (int) Arrays.stream(values).filter(Double::isNaN).count();
        return new Gathering(
                Series.of(first, step, values),
                unordered,
                duplicates,
                readings.size() - finite.size(),
                missing);
    }

    /// The beginning of the step that a time falls into: multiples of the step since 1970, so that
    /// every series of a step has the same beats.
    static Instant slot(Instant at, Duration step) {
        long millis = step.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), millis) * millis);
    }

    private static double[] means(
            List<Reading> readings, Instant first, Duration step, int length) {
        double[] means = new double[length];
        int[] counts = new int[length];
        for (Reading reading : readings) {
            int slot = (int) Duration.between(first, reading.at()).dividedBy(step);
            counts[slot]++;
            // a running mean, so that huge readings do not overflow a sum
            means[slot] += (reading.value() - means[slot]) / counts[slot];
        }
        for (int slot = 0; slot < length; slot++) {
            if (counts[slot] == 0) {
                means[slot] = Double.NaN;
            }
        }
        return means;
    }
}

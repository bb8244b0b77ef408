package dev.meridian.controlplane.forecast.model.anomaly;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A stretch of time in which a series was outside of what it had led to expect.
///
/// @param until the last value outside
/// @param endedAt null: it goes on
/// @param score of the worst value: powers of ten, 4 is of one that is seen once in 10,000
/// @param band that the worst value was expected in
/// @param observed the worst value
/// @param readings how many values were outside
public record Anomaly(
        UUID id,
        SubjectKey subject,
        Watched.Metric metric,
        Instant since,
        Instant until,
        @Nullable Instant endedAt,
        double score,
        Band band,
        double observed,
        int readings) {

    public boolean open() {
        return endedAt == null;
    }

    /// What was seen, as a sentence.
    public String sentence() {
        return "%s%s was %s, expected between %s and %s."
                .formatted(
                        metric.metric(),
                        metric.device().isEmpty() ? "" : " of " + metric.device(),
                        number(observed),
                        number(band.low()),
                        number(band.high()));
    }

    private static String number(double value) {
        double size = Math.abs(value);
        String pattern =
                size != 0 && (size < 0.01 || size >= 1e7) ? "%.3g" : size < 100 ? "%.2f" : "%.0f";
        return String.format(Locale.ROOT, pattern, value);
    }
}

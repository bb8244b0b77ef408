package dev.meridian.controlplane.jobs.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How spans of time are told, and compared where one may be absent.
final class Sentences {

    private Sentences() {}

    /// `10s`, `2m30s`, `500ms`.
    static String spoken(Duration span) {
        return span.toMillis() < 1000
                ? span.toMillis() + "ms"
                : Duration.ofSeconds(span.toSeconds())
                        .toString()
                        .substring(2)
                        .toLowerCase(java.util.Locale.ROOT);
    }

    static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}

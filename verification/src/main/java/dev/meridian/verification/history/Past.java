package dev.meridian.verification.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/// What was recorded of something by the quarter of an hour.
///
/// @param start on a full quarter
/// @param means gaps are `NaN`
/// @param source who recorded it, for people
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Past(LocalDateTime start, double[] means, double[] maxima, String source) {
    static final Duration SLOT = Duration.ofMinutes(15);
    private static final int WEEK = (int) Duration.ofDays(7).dividedBy(SLOT);

    /// The same with every value so many times as large.
    Past scaled(double factor) {
        return new Past(
                start,
                Arrays.stream(means).map(value -> value * factor).toArray(),
                Arrays.stream(maxima).map(value -> value * factor).toArray(),
                source);
    }

    Past from(String otherSource) {
        return new Past(start, means, maxima, otherSource);
    }

    /// The same with nothing above a limit.
    Past atMost(double limit) {
        return new Past(
                start,
                Arrays.stream(means).map(value -> Math.min(value, limit)).toArray(),
                Arrays.stream(maxima).map(value -> Math.min(value, limit)).toArray(),
                source);
    }

    /// The largest mean.
    double peak() {
        return Arrays.stream(means).filter(value -> !Double.isNaN(value)).max().orElse(0);
    }

    /// The same with its last quarter before now. It is moved by whole weeks, so that days of the
    /// week and hours of the day stay what they were; what would lie in the future is cut off.
    Shown endingAt(Instant now) {
        Instant begin = start.toInstant(ZoneOffset.UTC);
        long ahead = Duration.between(begin, now).dividedBy(SLOT);
        long weeks = Math.ceilDiv(ahead - means.length, WEEK);
        int kept = (int) Math.min(means.length, ahead - weeks * WEEK);
        return new Shown(
                begin.plus(SLOT.multipliedBy(weeks * WEEK)),
                Arrays.copyOf(means, kept),
                Arrays.copyOf(maxima, kept));
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Shown(Instant start, double[] means, double[] maxima) {}
}

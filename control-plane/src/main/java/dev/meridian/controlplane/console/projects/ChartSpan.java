package dev.meridian.controlplane.console.projects;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/// How far back a chart of cost goes, and what one bar of it is.
enum ChartSpan {
    DAY("24h", Duration.ofHours(24), Duration.ofHours(1)),
    WEEK("7d", Duration.ofDays(7), Duration.ofHours(6)),
    MONTH("30d", Duration.ofDays(30), Duration.ofDays(1));

    private final String word;
    private final Duration span;
    private final Duration step;

    ChartSpan(String word, Duration span, Duration step) {
        this.word = word;
        this.span = span;
        this.step = step;
    }

    /// The longest when it is none of them.
    static ChartSpan of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word.equals(word))
                .findFirst()
                .orElse(MONTH);
    }

    public String word() {
        return word;
    }

    Duration span() {
        return span;
    }

    Duration step() {
        return step;
    }

    /// Where the first bar begins: at a full step, in UTC.
    Instant from(Instant now) {
        long step = this.step.toSeconds();
        long from = now.truncatedTo(ChronoUnit.HOURS).minus(span).getEpochSecond();
        return Instant.ofEpochSecond(Math.ceilDiv(from, step) * step);
    }
}

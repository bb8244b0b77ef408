package dev.meridian.controlplane.telemetry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpanTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void isTheLastHourUnlessToldOtherwise() {
        assertThat(Span.of(null, null, null, NOW))
                .isEqualTo(
                        new Span.Valid(
                                new Span(
                                        NOW.minus(Duration.ofHours(1)),
                                        NOW,
                                        Duration.ofSeconds(15))));
    }

    @Test
    void widensItsStepWithItsLength() {
        assertThat(Span.of(NOW.minus(Duration.ofDays(5)), null, null, NOW))
                .isEqualTo(
                        new Span.Valid(
                                new Span(
                                        NOW.minus(Duration.ofDays(5)),
                                        NOW,
                                        Duration.ofMinutes(30))));
    }

    @Test
    void aDayIsToldInStepsOfRollUpsThatBeginWhereThoseDo() {
        Instant oddly = NOW.plusSeconds(100);
        assertThat(Span.of(oddly.minus(Duration.ofDays(1)), oddly, null, oddly))
                .isEqualTo(
                        new Span.Valid(
                                new Span(
                                        NOW.minus(Duration.ofDays(1)),
                                        oddly,
                                        Duration.ofMinutes(15))));
    }

    @Test
    void refusesWhatEndsBeforeItStarts() {
        assertThat(Span.of(NOW, NOW.minusSeconds(1), null, NOW)).isInstanceOf(Span.Invalid.class);
        assertThat(Span.of(NOW, NOW, null, NOW)).isInstanceOf(Span.Invalid.class);
    }

    @Test
    void refusesTooManySteps() {
        var reading = Span.of(NOW.minus(Duration.ofDays(1)), NOW, Duration.ofSeconds(1), NOW);
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Span.Invalid.class,
                        invalid ->
                                assertThat(invalid.refusals().getFirst().hint()).contains("44s"));
        assertThat(Span.of(null, null, Duration.ZERO, NOW)).isInstanceOf(Span.Invalid.class);
        assertThat(Span.of(null, null, Duration.ofSeconds(-5), NOW))
                .isInstanceOf(Span.Invalid.class);
    }

    @Test
    void refusesLengthsThatNoClockHas() {
        assertThat(Span.of(Instant.EPOCH, NOW, null, NOW)).isInstanceOf(Span.Invalid.class);
        assertThat(Span.of(Instant.MIN, Instant.MAX, null, NOW)).isInstanceOf(Span.Invalid.class);
    }
}

package dev.meridian.controlplane.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @Test
    void readingsInAnyOrderBecomeEqualSteps() {
        Gathering gathering =
                Gathering.of(
                        List.of(at(50, 4), at(0, 1), at(5, 3), at(5, 5), at(20, Double.NaN)),
                        QUARTER);
        assertThat(gathering.series().start()).isEqualTo(NOON);
        assertThat(gathering.series().values()).containsExactly(3, Double.NaN, Double.NaN, 4);
        assertThat(gathering.unordered()).isEqualTo(1);
        assertThat(gathering.duplicates()).isEqualTo(1);
        assertThat(gathering.notFinite()).isEqualTo(1);
        assertThat(gathering.missing()).isEqualTo(2);
    }

    @Test
    void nothingToGatherIsSaid() {
        assertThatThrownBy(() -> Gathering.of(List.of(), QUARTER))
                .isInstanceOf(BadSeries.class)
                .hasMessage("There are no readings.");
        assertThatThrownBy(() -> Gathering.of(List.of(at(0, Double.NaN)), QUARTER))
                .hasMessage("None of the 1 readings is a finite number.");
    }

    @Test
    void aSpanThatIsTooLongIsSaid() {
        assertThatThrownBy(() ->
                        Gathering.of(
                                List.of(at(0, 1), new Reading(Instant.EPOCH, 1)),
                                Duration.ofSeconds(1)))
                .isInstanceOf(BadSeries.class)
                .hasMessageContaining("use a larger step");
    }

    private static Reading at(int minutes, double value) {
        return new Reading(NOON.plus(Duration.ofMinutes(minutes)), value);
    }
}

package dev.meridian.controlplane.dispatch.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.RegionName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TempoTest {
    private static final RegionName LOST = new RegionName("eu-west");
    private static final RegionName OTHER = new RegionName("us-east");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Tempo tempo = new Tempo(10, 2);

    @Test
    void soManyGoAtOnceAndThenSoManyASecond() {
        assertThat(admitted(30, NOW)).isEqualTo(10);
        assertThat(admitted(20, NOW)).isZero();
        assertThat(admitted(20, NOW.plusMillis(500))).isEqualTo(1);
        assertThat(admitted(20, NOW.plusSeconds(3))).isEqualTo(5);
        assertThat(admitted(30, NOW.plusSeconds(3600))).isEqualTo(10);
    }

    @Test
    void eachRegionHasItsOwnAndTheFirstGoFirst() {
        List<RegionName> mixed =
                Stream.concat(Collections.nCopies(12, LOST).stream(), Stream.of(OTHER)).toList();
        assertThat(tempo.admit(mixed, region -> region, NOW)).hasSize(11).last().isEqualTo(OTHER);
    }

    @Test
    void aClockThatIsSetBackGivesNothing() {
        assertThat(admitted(10, NOW)).isEqualTo(10);
        assertThat(admitted(10, NOW.minusSeconds(600))).isZero();
    }

    private int admitted(int waiting, Instant now) {
        return tempo.admit(Collections.nCopies(waiting, LOST), region -> region, now).size();
    }
}

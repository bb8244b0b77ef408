package dev.meridian.controlplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GraceTest {
    private static final Duration START = Duration.ofMinutes(2);
    private static final SilenceLimits LIMITS =
            new SilenceLimits(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(1),
                    START);

    private final Grace grace = new Grace(LIMITS);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private void round(Duration after) {
        now = now.plus(after);
        grace.begin(now);
        grace.done(now);
    }

    private boolean judgesAll() {
        return grace.judgedSince(now).equals(Instant.EPOCH);
    }

    private void steady(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) round(Duration.ofSeconds(1));
    }

    @Test
    void afterAStartNobodyIsJudgedForWhatWasBefore() {
        round(Duration.ZERO);
        assertThat(grace.judgedSince(now)).isEqualTo(now);
        steady(START);
        assertThat(judgesAll()).isTrue();
    }

    @Test
    void aShortAbsenceGrantsAShortGrace() {
        round(Duration.ZERO);
        steady(START);
        round(Duration.ofSeconds(4));
        assertThat(judgesAll()).as("a round that was late").isTrue();
        round(Duration.ofSeconds(20));
        Instant back = now;
        assertThat(grace.judgedSince(now)).isEqualTo(back);
        steady(Duration.ofSeconds(39));
        assertThat(grace.judgedSince(now)).isEqualTo(back);
        steady(Duration.ofSeconds(2));
        assertThat(judgesAll()).isTrue();
    }

    @Test
    void aLongAbsenceGrantsNoMoreThanAStart() {
        round(Duration.ZERO);
        steady(START);
        round(Duration.ofHours(5));
        assertThat(grace.until()).isEqualTo(now.plus(START));
    }

    @Test
    void roundsThatFailAreAnAbsenceToo() {
        round(Duration.ZERO);
        steady(START);
        for (int i = 0; i < 15; i++) {
            now = now.plusSeconds(1);
            grace.begin(now); // and the database does not answer
        }
        assertThat(judgesAll()).isFalse();
    }

    @Test
    void whenContactReturnsTimersStartAgain() {
        round(Duration.ZERO);
        steady(START);
        grace.again(now);
        assertThat(grace.judgedSince(now)).isEqualTo(now);
        assertThat(grace.until()).isEqualTo(now.plus(START));
    }

    @Test
    void aClockThatIsSetBackPutsNobodyOffUntilItIsThereAgain() {
        round(Duration.ZERO);
        steady(START);
        round(Duration.ofMinutes(10)); // set forward, which is taken for an absence
        round(Duration.ofMinutes(-10));
        Instant back = now;
        assertThat(grace.judgedSince(now)).isEqualTo(back);
        steady(Duration.ofSeconds(10));
        assertThat(grace.suspectedSince(now)).isEqualTo(Instant.EPOCH);
        steady(START);
        assertThat(judgesAll()).isTrue();
    }

    @Test
    void aClockThatIsSetBackAfterTheStartTakesNothingFromItsGrace() {
        round(Duration.ZERO);
        round(Duration.ofSeconds(-2));
        steady(START.minusSeconds(1));
        assertThat(judgesAll()).isFalse();
    }

    @Test
    void aDoorThatWasFullAtATimeToComeIsNotFullNow() {
        grace.crowded(now.plusSeconds(600));
        assertThat(grace.mayBeAtTheDoor(now)).isFalse();
        grace.crowded(now);
        assertThat(grace.mayBeAtTheDoor(now.plusSeconds(19))).isTrue();
    }

    @Test
    void whoMayStandBeforeAFullDoorIsNotLostYet() {
        assertThat(grace.mayBeAtTheDoor(now)).isFalse();
        grace.crowded(now);
        assertThat(grace.mayBeAtTheDoor(now.plusSeconds(19))).isTrue();
        assertThat(grace.mayBeAtTheDoor(now.plusSeconds(20))).isFalse();
    }

    @Test
    void whoKnocksForEverKeepsNobodyFromBeingLost() {
        for (int second = 0; second < 300; second++) {
            grace.crowded(now.plusSeconds(second));
            assertThat(grace.mayBeAtTheDoor(now.plusSeconds(second)))
                    .as("after %d s", second)
                    .isEqualTo(second < 180);
        }
        grace.crowded(now.plusSeconds(400));
        assertThat(grace.mayBeAtTheDoor(now.plusSeconds(400))).isTrue();
    }
}

package dev.meridian.controlplane.jobs.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final RetryPolicy POLICY =
            new RetryPolicy(
                    6,
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(2),
                    List.of(
                            new RetryPolicy.Cure("OOM", 1.5, false),
                            new RetryPolicy.Cure(RetryPolicy.NODE_LOST, 1, true)));

    @Test
    void waitsDoubleUpToTheCap() {
        assertThat(
                        IntStream.range(0, 6)
                                .mapToObj(spent -> after(spent, "EXIT_CODE").pause().toSeconds()))
                .containsExactly(10L, 20L, 40L, 80L, 120L, 120L);
        assertThat(POLICY.afterFailure(new Tally(6, 0, 1, null), "EXIT_CODE", States.NODE))
                .isEmpty();
    }

    @Test
    void memoryGrowsAfterOomOnly() {
        assertThat(after(0, "OOM").tally().memoryFactor()).isEqualTo(1.5);
        assertThat(after(0, "EXIT_CODE").tally().memoryFactor()).isEqualTo(1);
    }

    @Test
    void aLossSpendsNothingButAFlappingNodeIsHeldBack() {
        var first = POLICY.afterLoss(Tally.NONE, "NODE_LOST", Duration.ZERO, States.NODE);
        assertThat(first.pause()).isZero();
        assertThat(first.tally()).isEqualTo(new Tally(0, 1, 1, States.NODE));
        var second =
                POLICY.afterLoss(first.tally(), "NODE_LOST", Duration.ofSeconds(20), States.NODE);
        assertThat(second.pause()).hasSeconds(5);
        assertThat(
                        POLICY.afterLoss(
                                        second.tally(),
                                        "NODE_LOST",
                                        Duration.ofSeconds(20),
                                        States.NODE)
                                .pause())
                .hasSeconds(10);
        assertThat(
                        POLICY.afterLoss(
                                        second.tally(),
                                        "NODE_LOST",
                                        Duration.ofMinutes(10),
                                        States.NODE)
                                .pause())
                .as("it ran for a while")
                .isZero();
    }

    @Test
    void aNodeWithoutRoomIsShunned() {
        assertThat(
                        RetryPolicy.NEVER
                                .afterLoss(Tally.NONE, "NODE_FULL", Duration.ZERO, States.NODE)
                                .tally())
                .isEqualTo(new Tally(0, 1, 1, States.NODE));
    }

    private static RetryPolicy.Again after(int spent, String reason) {
        return POLICY.afterFailure(new Tally(spent, 0, 1, null), reason, States.NODE).orElseThrow();
    }
}

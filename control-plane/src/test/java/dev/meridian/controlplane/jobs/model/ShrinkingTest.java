package dev.meridian.controlplane.jobs.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.EligibleGroup.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// With how many members a gang may begin again.
class ShrinkingTest {
    private static final Instant STOPPED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration GRACE = Duration.ofSeconds(60);

    private static List<Waiting> members(int count, int epoch) {
        return IntStream.range(0, count)
                .mapToObj(index ->
                        new Waiting(
                                new AllocationId(UUID.randomUUID()),
                                1,
                                index,
                                epoch,
                                Tally.NONE,
                                STOPPED.minusSeconds(index),
                                List.of()))
                .toList();
    }

    @Test
    void aPlaceForAllIsLookedForUntilTheGraceIsOver() {
        Shrinking rule = Shrinking.of(2, 4, 0, members(4, 1), GRACE).orElseThrow();
        assertThat(rule.needed(STOPPED.plusMillis(59_999))).isEqualTo(4);
        assertThat(rule.needed(STOPPED.plus(GRACE))).isEqualTo(2);
    }

    @Test
    void whoDidWithoutSomeDoesNotWaitForThem() {
        Shrinking rule = Shrinking.of(2, 3, 0, members(4, 1), GRACE).orElseThrow();
        assertThat(rule.needed(STOPPED)).isEqualTo(3);
    }

    @Test
    void whatHasNeverRunOrMustNotShrinkOrHasSucceededInPartStartsWhole() {
        assertThat(Shrinking.of(2, 4, 0, members(4, 0), GRACE)).isEmpty();
        assertThat(Shrinking.of(null, 4, 0, members(4, 1), GRACE)).isEmpty();
        assertThat(Shrinking.of(2, 4, 1, members(3, 1), GRACE)).isEmpty();
    }

    /// Whatever a plan proposes: all, or from the least on without a gap below.
    @Test
    void onlyTheLowestIndexesStartAndNeverTooFew() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            int count = 2 + random.nextInt(6);
            int least = 1 + random.nextInt(count - 1);
            List<Integer> going = new ArrayList<>(IntStream.range(0, count).boxed().toList());
            Set<Integer> starting = new HashSet<>(going);
            starting.removeIf(_ -> random.nextInt(3) == 0);
            int succeeded = random.nextInt(4) == 0 ? 1 : 0;
            boolean lowest = starting.equals(Set.copyOf(going.subList(0, starting.size())));
            boolean expected =
                    starting.size() == count
                            || (succeeded == 0 && starting.size() >= least && lowest);
            assertThat(Shrinking.allows(going, starting, least, succeeded))
                    .as("%s of %s, at least %d, %d succeeded", starting, going, least, succeeded)
                    .isEqualTo(expected);
            assertThat(Shrinking.allows(going, starting, null, 0))
                    .isEqualTo(starting.size() == count);
        }
    }
}

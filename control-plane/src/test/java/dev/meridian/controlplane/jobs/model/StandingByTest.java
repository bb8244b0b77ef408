package dev.meridian.controlplane.jobs.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationState.Pending;
import dev.meridian.controlplane.jobs.model.StandingBy.Drop;
import dev.meridian.controlplane.jobs.model.StandingBy.Keep;
import dev.meridian.controlplane.jobs.model.StandingBy.Promote;
import dev.meridian.controlplane.kernel.model.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What becomes of places that stand by, whatever happens to their allocation.
class StandingByTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Standby READY = standby(1, true, true, 5);
    private static final Standby CHEAP = standby(2, true, false, 1);
    private static final Standby SHUT = standby(3, false, true, 1);

    private static Standby standby(long id, boolean open, boolean prepared, double price) {
        return new Standby(
                new StandbyId(new UUID(0, id)),
                new NodeId(new UUID(1, id)),
                List.of(),
                Money.ofDollars(price),
                "{}",
                open,
                prepared);
    }

    private static StandingBy.Verdict waiting(Instant notBefore, Standby... standbys) {
        return StandingBy.on(new Pending(1, Tally.NONE, notBefore), List.of(standbys), false, NOW);
    }

    @Test
    void whatWaitsGoesOnInTheOneThatIsPreparedAndOpen() {
        assertThat(waiting(NOW, CHEAP, SHUT, READY)).isEqualTo(new Promote(READY));
        assertThat(waiting(NOW, CHEAP, SHUT)).isEqualTo(new Promote(CHEAP));
        assertThat(waiting(NOW, SHUT)).isEqualTo(new Keep());
        assertThat(waiting(NOW)).isEqualTo(new Keep());
    }

    @Test
    void aBackOffIsWaitedFor() {
        assertThat(waiting(NOW.plusSeconds(1), READY)).isEqualTo(new Keep());
    }

    @Test
    void onlyWhatWaitsIsPromotedAndOnlyWhatHasEndedLosesAll() {
        for (AllocationState state : States.all()) {
            StandingBy.Verdict verdict = StandingBy.on(state, List.of(READY), false, NOW);
            if (state.kind().isEnded()) {
                assertThat(verdict).as("%s", state).isInstanceOf(Drop.class);
            } else if (state.kind().isLive()) {
                assertThat(verdict).as("%s", state).isEqualTo(new Keep());
            }
        }
    }

    @Test
    void aJobThatIsHeldBackNeedsNone() {
        var pending = new Pending(1, Tally.NONE, null);
        assertThat(StandingBy.on(pending, List.of(READY), true, NOW)).isInstanceOf(Drop.class);
        assertThat(StandingBy.on(pending, List.of(READY), false, NOW))
                .isEqualTo(new Promote(READY));
    }
}

package dev.meridian.controlplane.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.forecast.store.WatchStore;
import dev.meridian.controlplane.forecast.store.WatchStore.State;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What watchers have learned is written in turns, and nothing of it is lost with a replica.
@MeridianTest(shared = true)
class WatchersTest {
    private static final Instant BEGAN = Instant.parse("2026-03-01T00:00:00Z");
    private static final int SUBJECTS = 200;

    @Autowired private WatchStore store;

    @Test
    void eachIsWrittenOnceInFourHoursAndARestartIsNoFartherBehind() {
        Watchers watchers = new Watchers(store, "turns");
        assertThat(watchers.lookedUntil()).isEmpty();
        Instant looked = null;
        for (int slot = 1; slot <= 40; slot++) {
            Instant until = BEGAN.plus(Course.SLOT.multipliedBy(slot));
            learn(watchers, until);
            watchers.save(looked, until);
            looked = until;
            assertThat(watchers.lookedUntil()).contains(until);
            assertThat(watchers.oldest(until)).as("nobody is behind").isEqualTo(until);
        }
        Map<String, State> written = store.of("turns");
        Set<Instant> when = new HashSet<>();
        written.forEach((subject, state) -> {
            if (!subject.isEmpty()) {
                when.add(state.seenUntil());
            }
        });
        assertThat(written).hasSize(SUBJECTS + 1);
        assertThat(when).as("spread over four hours").hasSize(16);

        Watchers anew = new Watchers(store, "turns");
        Instant until = anew.lookedUntil().orElseThrow();
        assertThat(until).isEqualTo(looked);
        assertThat(anew.oldest(until)).isEqualTo(until.minus(Course.SLOT.multipliedBy(15)));
    }

    @Test
    void whatAnotherReplicaLookedAtIsReadAnew() {
        Watchers one = new Watchers(store, "replicas");
        Watchers other = new Watchers(store, "replicas");
        Instant first = BEGAN.plus(Course.SLOT);
        assertThat(one.lookedUntil()).isEmpty();
        learn(one, first);
        one.save(null, first);

        Instant second = first.plus(Course.SLOT);
        assertThat(other.lookedUntil()).contains(first);
        learn(other, second);
        other.keep("new", new State(second, new byte[] {9}));
        other.save(first, second);

        assertThat(one.lookedUntil()).contains(second);
        State fresh = one.of("new");
        assertThat(fresh).as("new ones are written at once").isNotNull();
        assertThat(one.oldest(second)).isEqualTo(first);
    }

    private static void learn(Watchers watchers, Instant until) {
        for (int i = 0; i < SUBJECTS; i++) {
            watchers.keep("subject-" + i, new State(until, new byte[] {1}));
        }
    }
}

package dev.meridian.controlplane.jobs.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.jobs.model.AllocationState.Kind;
import dev.meridian.controlplane.jobs.model.AllocationState.Live;
import dev.meridian.controlplane.jobs.model.LifecycleTable.Cell;
import dev.meridian.controlplane.jobs.model.LifecycleTable.Impossible;
import dev.meridian.controlplane.jobs.model.LifecycleTable.Key;
import dev.meridian.controlplane.jobs.model.LifecycleTable.Moves;
import dev.meridian.controlplane.jobs.model.LifecycleTable.Notes;
import dev.meridian.controlplane.jobs.model.LifecycleTable.Stays;
import dev.meridian.controlplane.jobs.model.Transition.Moved;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Tries every state against every event; what the table declares must happen, and nothing else.
class AllocationLifecycleTest {

    private record Visited(Key cell, Kind target) {}

    @Test
    void everyDeclaredTransitionIsVisitedAndNoOther() {
        Set<Visited> declared = new HashSet<>();
        Set<Key> cells = new HashSet<>();
        for (var state : LifecycleTable.states()) {
            for (var event : LifecycleTable.events()) {
                Key key = new Key(state, event);
                cells.add(key);
                if (AllocationLifecycle.TABLE.cell(state, event) instanceof Moves moves) {
                    moves.targets().forEach(target -> declared.add(new Visited(key, target)));
                }
            }
        }
        Set<Visited> visited = new HashSet<>();
        Set<Key> tried = new HashSet<>();
        States.policies()
                .forEach(policy -> {
                    for (AllocationState state : States.all()) {
                        for (AllocationEvent event : States.events(States.EPOCH)) {
                            Key key = new Key(state.getClass(), event.getClass());
                            tried.add(key);
                            Transition verdict = AllocationLifecycle.on(state, event, policy);
                            check(
                                    AllocationLifecycle.TABLE.cell(key.state(), key.event()),
                                    state,
                                    event,
                                    verdict);
                            if (verdict instanceof Moved moved
                                    && moved.state().kind() != state.kind()) {
                                visited.add(new Visited(key, moved.state().kind()));
                            }
                        }
                    }
                });
        assertThat(tried).as("a state or event that States does not try").isEqualTo(cells);
        assertThat(visited)
                .as("transitions that happened against those declared")
                .isEqualTo(declared);
    }

    @Test
    void anotherEpochMovesNothing() {
        for (AllocationState state : States.all()) {
            for (int epoch : new int[] {States.EPOCH - 1, States.EPOCH + 1}) {
                for (AllocationEvent event : States.events(epoch)) {
                    if (event instanceof AllocationEvent.OfCopy
                            || event instanceof AllocationEvent.Placed
                            || event instanceof AllocationEvent.Promoted
                            || event instanceof AllocationEvent.Relocated) {
                        assertThat(AllocationLifecycle.on(state, event, RetryPolicy.NEVER))
                                .as("%s in %s", event, state)
                                .isInstanceOf(Transition.Refused.class);
                    }
                }
            }
        }
    }

    @Test
    void whatEverIsTriedTwiceChangesOnce() {
        States.policies()
                .forEach(policy -> {
                    for (AllocationState state : States.all()) {
                        for (AllocationEvent event : States.events(States.EPOCH)) {
                            if (AllocationLifecycle.on(state, event, policy)
                                    instanceof Moved moved) {
                                assertThat(AllocationLifecycle.on(moved.state(), event, policy))
                                        .as("%s twice in %s", event, state)
                                        .isNotInstanceOf(Moved.class);
                            }
                        }
                    }
                });
    }

    private static void check(
            Cell cell, AllocationState state, AllocationEvent event, Transition verdict) {
        String what = "%s in %s".formatted(event, state);
        switch (cell) {
            case Moves moves -> {
                assertThat(verdict).as(what).isInstanceOf(Moved.class);
                assertThat(moves.targets()).as(what).contains(((Moved) verdict).state().kind());
            }
            case Notes _ -> {
                assertThat(verdict).as(what).isNotInstanceOf(Transition.Refused.class);
                if (verdict instanceof Moved moved) {
                    assertThat(moved.state().kind()).as(what).isEqualTo(state.kind());
                }
            }
            case Stays _ -> assertThat(verdict).as(what).isInstanceOf(Transition.NoChange.class);
            case Impossible _ ->
                    assertThat(verdict).as(what).isInstanceOf(Transition.Refused.class);
        }
        if (verdict instanceof Moved moved) {
            checkMove(what, state, event, moved);
        }
    }

    private static void checkMove(
            String what, AllocationState state, AllocationEvent event, Moved moved) {
        assertThat(state.kind()).as(what).isNotEqualTo(Kind.SUCCEEDED);
        assertThat(moved.state().epoch())
                .as(what)
                .isEqualTo(
                        event instanceof AllocationEvent.Placed
                                        || event instanceof AllocationEvent.Promoted
                                        || event instanceof AllocationEvent.Relocated
                                ? States.EPOCH + 1
                                : States.EPOCH);
        boolean relocated = has(moved, Effect.DepartAttempt.class);
        assertThat(relocated).as(what).isEqualTo(event instanceof AllocationEvent.Relocated);
        boolean placed = has(moved, Effect.OpenAttempt.class);
        assertThat(placed)
                .as(what)
                .isEqualTo(
                        relocated || (!(state instanceof Live) && moved.state() instanceof Live));
        assertThat(has(moved, Effect.GrantLease.class)).as(what).isEqualTo(placed);
        boolean left = state instanceof Live && !(moved.state() instanceof Live);
        assertThat(has(moved, Effect.ReleaseLease.class)).as(what).isEqualTo(left);
        if (left) {
            assertThat(has(moved, Effect.CloseAttempt.class)).as(what).isTrue();
            assertThat(moved.effects())
                    .as(what)
                    .contains(new Effect.PushDesired(States.NODE), new Effect.WakeScheduler());
        }
    }

    private static boolean has(Moved moved, Class<? extends Effect> effect) {
        return moved.effects().stream().anyMatch(effect::isInstance);
    }
}

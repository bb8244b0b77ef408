package dev.meridian.controlplane.placement.solver;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.GroupState;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.goals.Goals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sum of the goals, kept up to date change by change. Hard: what is over capacity, where it
/// must not be, or breaks the rules of its group. Medium: the weight of what waits. Soft:
/// millipoints.
///
/// Only nodes and groups that a move touched are looked at again, when the score is asked for.
public final class ArrayScore implements IncrementalScoreCalculator<Problem, HardMediumSoftScore> {
    private @Nullable Working working;

    @Override
    public void resetWorkingSolution(Problem problem) {
        working = new Working(problem);
    }

    Working working() {
        if (working == null) {
            throw new IllegalStateException("no solution to work on");
        }
        return working;
    }

    @Override
    public void beforeVariableChanged(Object entity, String variable) {
        working().remove((Seating) entity);
    }

    @Override
    public void afterVariableChanged(Object entity, String variable) {
        working().insert((Seating) entity);
    }

    @Override
    public HardMediumSoftScore calculateScore() {
        return working().score();
    }

    /// The solution that is being worked on, in arrays.
    static final class Working {
        final Window window;
        final Goals goals;
        final FreeCapacity capacity;
        final List<Seating> seatings;
        private final @Nullable GroupState[] states;
        private final long[] potential;
        private final long[] overflow;
        private final long[] groupCost;
        private final long[] groupViolations;
        private final SeatsOnNodes seats;
        private final @Nullable Departures departures;
        private final boolean[] dirtyNode;
        private final boolean[] dirtyGroup;
        private final int[] dirtyNodes;
        private int dirty;
        private boolean groupsDirty;
        private long hard;
        private long medium;
        private long soft;

        Working(Problem problem) {
            window = problem.window();
            goals = window.ground().goals();
            capacity = window.base().copy();
            seatings = new ArrayList<>(problem.seatings());
            states = states(window);
            departures =
                    window.homes() == null ? null : new Departures(window.homes(), goals, capacity);
            int nodes = capacity.size();
            seats = new SeatsOnNodes(nodes, seatings.size());
            potential = new long[nodes];
            overflow = new long[nodes];
            dirtyNode = new boolean[nodes];
            dirtyNodes = new int[nodes];
            groupCost = new long[states.length];
            groupViolations = new long[states.length];
            dirtyGroup = new boolean[states.length];
            Arrays.fill(dirtyGroup, true);
            groupsDirty = true;
            for (int node : window.nodes()) {
                mark(node);
            }
            for (Seating seating : seatings) {
                insert(seating);
            }
        }

        private static @Nullable GroupState[] states(Window window) {
            List<PendingGroup> groups = window.groups();
            // the last one is of all that belong to none
            @Nullable GroupState[] states = new GroupState[groups.size() + 1];
            GroupState.Gang[] gangs = new GroupState.Gang[groups.size()];
            for (int i = 0; i < groups.size(); i++) {
                if (groups.get(i).isBound()) {
                    int gang = window.gangs()[i] < 0 ? i : window.gangs()[i];
                    if (gangs[gang] == null) {
                        gangs[gang] = new GroupState.Gang();
                    }
                    PendingGroup group = groups.get(i);
                    states[i] =
                            new GroupState(
                                    group,
                                    gangs[gang],
                                    window.ground().before(group.id()),
                                    window.ground()::domains);
                }
            }
            return states;
        }

        @Nullable GroupState state(int group) {
            return states[group];
        }

        void insert(Seating seating) {
            change(seating, 1);
        }

        void remove(Seating seating) {
            change(seating, -1);
        }

        private void change(Seating seating, int sign) {
            Long slot = seating.slot();
            if (slot == null) {
                medium -= sign * seating.weight();
                return;
            }
            int node = Slot.node(slot);
            soft -= sign * window.facts().cost(seating.shape(), node);
            if (!window.facts().suits(seating.shape(), node) && !isAtHome(seating, node)) {
                hard -= sign;
            }
            if (sign > 0) {
                seat(seating, slot);
            } else {
                unseat(seating, slot);
            }
            if (states[seating.group()] != null) {
                dirtyGroup[seating.group()] = true;
                groupsDirty = true;
            }
            mark(node);
        }

        /// Who is there already may be.
        private boolean isAtHome(Seating seating, int node) {
            return departures != null && departures.isAtHome(seating, node);
        }

        /// Takes room, and leaves the score alone.
        void seat(Seating seating, long slot) {
            int node = Slot.node(slot);
            capacity.take(node, seating.requirement(), Slot.devices(slot));
            seats.add(node, seating.id());
            if (departures != null) {
                departures.seat(seating, slot);
            }
            GroupState state = states[seating.group()];
            if (state != null) {
                state.add(node);
            }
        }

        /// Gives it back.
        void unseat(Seating seating, long slot) {
            int node = Slot.node(slot);
            capacity.give(node, seating.requirement(), Slot.devices(slot));
            seats.remove(node, seating.id());
            if (departures != null) {
                departures.unseat(seating, slot);
            }
            GroupState state = states[seating.group()];
            if (state != null) {
                state.remove(node);
            }
        }

        /// Null: all of them wait.
        @Nullable Departures departures() {
            return departures;
        }

        SeatsOnNodes seats() {
            return seats;
        }

        private void mark(int node) {
            if (!dirtyNode[node]) {
                dirtyNode[node] = true;
                dirtyNodes[dirty++] = node;
            }
        }

        HardMediumSoftScore score() {
            while (dirty > 0) {
                int node = dirtyNodes[--dirty];
                dirtyNode[node] = false;
                soft += potential[node];
                hard += overflow[node];
                potential[node] = goals.potential(capacity.view(node));
                overflow[node] =
                        goals.overflow(capacity.view(node))
                                + (departures == null ? 0 : departures.overflow(node));
                soft -= potential[node];
                hard -= overflow[node];
            }
            if (groupsDirty) {
                scoreGroups();
            }
            return departures == null
                    ? HardMediumSoftScore.of(hard, medium, soft)
                    : HardMediumSoftScore.of(
                            hard - departures.violations(), medium, soft + departures.won());
        }

        /// What happens to one group of a gang concerns all of its groups.
        private void scoreGroups() {
            for (int group = 0; group < states.length; group++) {
                GroupState state = states[group];
                if (state != null && (dirtyGroup[group] || window.isGang(group))) {
                    soft += groupCost[group];
                    hard += groupViolations[group];
                    groupCost[group] = goals.cost(state.group(), state);
                    groupViolations[group] = goals.violations(state.group(), state);
                    soft -= groupCost[group];
                    hard -= groupViolations[group];
                }
                dirtyGroup[group] = false;
            }
            groupsDirty = false;
        }
    }
}

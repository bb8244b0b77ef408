package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.GroupState;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.GroupRule;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Finds good slots for a seating among randomly drawn nodes of the window that have room.
final class Sampler {
    private static final int PROBES = 24;
    private static final int ENOUGH = 4;

    private final ArrayScore.Working working;
    private final Goals goals;
    private final FreeCapacity capacity;
    private final RandomGenerator random;
    private final @Nullable Departures departures;

    Sampler(ArrayScore.Working working, RandomGenerator random) {
        this.working = working;
        this.random = random;
        goals = working.goals;
        capacity = working.capacity;
        departures = working.departures();
    }

    /// @param state whose rules must hold with it; null: of no matter
    /// @return [Slot#NONE] when none was found
    long draw(Seating one, int avoid, @Nullable GroupState state) {
        int[] nodes = working.window.nodes();
        long best = Slot.NONE;
        long least = Long.MAX_VALUE;
        int found = 0;
        for (int probe = 0; probe < PROBES && found < ENOUGH; probe++) {
            int node = nodes[random.nextInt(nodes.length)];
            if (node == avoid || !fits(one, node) || (state != null && !allowed(state, node))) {
                continue;
            }
            found++;
            long slot = slot(one, node);
            long cost = costOf(one, slot);
            if (cost < least) {
                least = cost;
                best = slot;
            }
        }
        return best;
    }

    boolean fits(Seating one, int node) {
        if (binds(one)) {
            Departures known = Objects.requireNonNull(departures);
            return (known.isAtHome(one, node) || suits(one, node))
                    && known.slot(one, node) != Slot.NONE;
        }
        return suits(one, node) && capacity.fits(node, one.requirement());
    }

    boolean suits(Seating one, int node) {
        return working.window.facts().suits(one.shape(), node);
    }

    private boolean binds(Seating one) {
        return departures != null && departures.homes().has(one);
    }

    /// Where on a node that it fits on.
    long slot(Seating one, int node) {
        if (binds(one)) {
            return Objects.requireNonNull(departures).slot(one, node);
        }
        AcceleratorNeed need = one.requirement().accelerators();
        return Slot.of(
                node,
                need.isShare()
                        ? capacity.shareDevice(node, need, goals.fragmentation())
                        : capacity.devicesFor(node, need));
    }

    private long costOf(Seating one, long slot) {
        int node = Slot.node(slot);
        long before = goals.potential(capacity.view(node));
        capacity.take(node, one.requirement(), Slot.devices(slot));
        long after = goals.potential(capacity.view(node));
        capacity.give(node, one.requirement(), Slot.devices(slot));
        return after - before + working.window.facts().cost(one.shape(), node);
    }

    /// Whether one more there breaks no rule of the group but that it be whole, which only the last
    /// one can meet.
    boolean allowed(GroupState state, int node) {
        long before = violations(state);
        state.add(node);
        long after = violations(state);
        state.remove(node);
        return after <= before;
    }

    private long violations(GroupState state) {
        long violations = 0;
        for (GroupRule rule : goals.groupRules()) {
            if (!rule.name().equals("gang") && rule.applies(state.group())) {
                violations += rule.violations(state.group(), state);
            }
        }
        return violations;
    }
}

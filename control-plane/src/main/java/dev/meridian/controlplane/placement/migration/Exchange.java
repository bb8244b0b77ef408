package dev.meridian.controlplane.placement.migration;

import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where accelerators lie idle for want of CPU or memory, one that takes much of these changes
/// places with one elsewhere that takes less beside the same accelerators.
final class Exchange {
    private final FreeCapacity capacity;
    private final Suits suits;
    private final List<List<Resident>> onNode;

    /// by what they hold of accelerators, then by number
    private final Map<AcceleratorNeed, Map<Integer, Resident>> alike = new HashMap<>();

    Exchange(
            FreeCapacity capacity,
            Suits suits,
            List<List<Resident>> onNode,
            Collection<Resident> residents) {
        this.capacity = capacity;
        this.suits = suits;
        this.onNode = onNode;
        residents.forEach(this::isAt);
    }

    /// To be told of each that moved.
    void isAt(Resident one) {
        alike.computeIfAbsent(held(one), _ -> new LinkedHashMap<>()).put(one.number(), one);
    }

    private static AcceleratorNeed held(Resident one) {
        AcceleratorNeed need = one.requirement().accelerators();
        return need.isNone() ? need : new AcceleratorNeed(null, need.count(), need.millis());
    }

    /// The one on the node and the one elsewhere; null when there are no two. Of those that suffice
    /// the two that differ the least.
    Resident @Nullable [] of(Requirement wanted, int node) {
        AcceleratorNeed need = wanted.accelerators();
        if (need.isNone() || capacity.devicesFor(node, need) == 0) {
            return null;
        }
        NodeView here = capacity.view(node);
        long cpu = wanted.amounts().cpu().value() - here.cpuFree();
        long memory = wanted.amounts().memory().value() - here.memoryFree();
        Resident[] best = null;
        long least = Long.MAX_VALUE;
        for (Resident one : onNode.get(node)) {
            for (Resident other : alike.getOrDefault(held(one), Map.of()).values()) {
                int there = Slot.node(other.slot());
                long cores = cpu(one) - cpu(other);
                if (cores >= cpu
                        && cores < least
                        && memory(one) - memory(other) >= memory
                        && there != node
                        && capacity.view(there).cpuFree() >= cores
                        && capacity.view(there).memoryFree() >= memory(one) - memory(other)
                        && capacity.view(there).diskFree() >= disk(one) - disk(other)
                        && here.diskFree() - wanted.amounts().disk().value()
                                >= disk(other) - disk(one)
                        && suits.on(one.requirement(), there)
                        && suits.on(other.requirement(), node)) {
                    least = cores;
                    best = new Resident[] {one, other};
                }
            }
        }
        return best;
    }

    private static long cpu(Resident one) {
        return one.requirement().amounts().cpu().value();
    }

    private static long memory(Resident one) {
        return one.requirement().amounts().memory().value();
    }

    private static long disk(Resident one) {
        return one.requirement().amounts().disk().value();
    }
}

package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Of some nodes, the fleet's or a region's: whether a search of a window can better the fast
/// path's answer at all: something competes for room, or is bound together, or the fleet is so full
/// that how things lie decides what still fits.
final class Worth {
    private final Draft draft;
    private final FleetIndex index;
    private final int from;
    private final int to;
    private final boolean full;
    private final Map<Requirement, Boolean> possible = new HashMap<>();

    /// @param from the first node
    /// @param to one more than the last
    Worth(Draft draft, FleetIndex index, int from, int to, double threshold) {
        this.draft = draft;
        this.index = index;
        this.from = from;
        this.to = to;
        full = threshold <= 0 || taken() > threshold;
    }

    boolean searching(List<Integer> seats) {
        int placed = 0;
        int waiting = 0;
        boolean bound = false;
        Set<Requirement> shapes = new HashSet<>();
        for (int seat : seats) {
            Requirement shape = draft.seats().get(seat).allocation().requirement();
            boolean isPlaced = draft.isPlaced(seat);
            if (!isPlaced && !possible(shape)) {
                continue;
            }
            placed += isPlaced ? 1 : 0;
            waiting += isPlaced ? 0 : 1;
            bound |= draft.groupOf(seat).isBound();
            shapes.add(shape);
        }
        if (bound) {
            return waiting > 0 || placed > 1;
        }
        // among alike ones it is the same who waits, and the fast path has given each the best
        // place
        return shapes.size() > 1 && placed > 0 && (waiting > 0 || full);
    }

    /// What no node could take even with nothing on it cannot be helped.
    private boolean possible(Requirement requirement) {
        return possible.computeIfAbsent(
                requirement,
                wanted -> {
                    for (int node = from; node < to; node++) {
                        NodeView view = index.empty().view(node);
                        if (index.goals().suits(wanted, view)
                                && index.goals().hasRoom(wanted, view)) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    /// The part that is taken, of what is scarcer.
    private double taken() {
        FreeCapacity capacity = index.capacity();
        long cpu = 0;
        long cpuFree = 0;
        long millis = 0;
        long millisFree = 0;
        for (int node = from; node < to; node++) {
            NodeView view = capacity.view(node);
            cpu += view.node().capacity().cpu().value();
            cpuFree += Math.max(0, view.cpuFree());
            int devices = view.node().devices().size();
            millis += (long) devices * Device.WHOLE;
            for (int device = 0; device < devices; device++) {
                millisFree += Math.max(0, view.millisFree(device));
            }
        }
        return Math.max(part(cpu, cpuFree), part(millis, millisFree));
    }

    private static double part(long all, long free) {
        return all == 0 ? 0 : 1 - free / (double) all;
    }
}

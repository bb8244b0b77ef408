package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether a look at all regions can help what waits when each has done what it could: something
/// has room after all, or would have it if one that is placed went to another region, which has
/// room for that one now.
final class Transfers {
    private record Asked(int region, Requirement requirement) {}

    private final Draft draft;
    private final FleetIndex fleet;
    private final Map<Asked, Boolean> roomOutside = new HashMap<>();

    /// @param fleet as the regions have left it; not changed
    Transfers(Draft draft, FleetIndex fleet) {
        this.draft = draft;
        this.fleet = fleet;
    }

    boolean mayHelp(List<Integer> seats) {
        Set<Requirement> waiting = new LinkedHashSet<>();
        for (int seat : seats) {
            if (!draft.isPlaced(seat)) {
                waiting.add(requirement(seat));
            }
        }
        return waiting.stream().anyMatch(fleet::hasRoom)
                || seats.stream()
                        .filter(draft::isPlaced)
                        .anyMatch(seat -> makesRoom(seat, waiting) && mayLeave(seat));
    }

    private boolean mayLeave(int seat) {
        int region = fleet.regionOf(Slot.node(draft.slot(seat)));
        return roomOutside.computeIfAbsent(
                new Asked(region, requirement(seat)),
                asked -> fleet.hasRoomOutside(asked.region(), asked.requirement()));
    }

    private boolean makesRoom(int seat, Set<Requirement> waiting) {
        FreeCapacity capacity = fleet.capacity();
        int node = Slot.node(draft.slot(seat));
        int devices = Slot.devices(draft.slot(seat));
        capacity.give(node, requirement(seat), devices);
        boolean made =
                waiting.stream()
                        .anyMatch(one ->
                                capacity.fits(node, one)
                                        && fleet.goals().suits(one, capacity.view(node)));
        capacity.take(node, requirement(seat), devices);
        return made;
    }

    private Requirement requirement(int seat) {
        return draft.seats().get(seat).allocation().requirement();
    }
}

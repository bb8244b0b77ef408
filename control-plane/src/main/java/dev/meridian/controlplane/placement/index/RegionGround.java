package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.Goals;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One region by itself: what is free on its nodes is its own copy, and which of them is best it
/// asks the fleet's index, whose trees of this region nobody else uses meanwhile.
final class RegionGround implements Ground {
    private final FleetIndex fleet;
    private final int region;
    private final FreeCapacity capacity;
    private final Map<DomainLevel, Domains> domains = new HashMap<>();

    RegionGround(FleetIndex fleet, int region) {
        this.fleet = fleet;
        this.region = region;
        capacity = fleet.capacity().slice(fleet.firstOf(region), fleet.endOf(region));
    }

    @Override
    public Goals goals() {
        return fleet.goals();
    }

    @Override
    public FreeCapacity capacity() {
        return capacity;
    }

    @Override
    public int first() {
        return fleet.firstOf(region);
    }

    @Override
    public int[] before(GroupId group) {
        return Arrays.stream(fleet.before(group))
                .map(node -> node - first())
                .filter(node -> node >= 0 && node < capacity.size())
                .toArray();
    }

    @Override
    public Domains domains(DomainLevel level) {
        return domains.computeIfAbsent(level, wanted -> Domains.at(wanted, capacity));
    }

    @Override
    public List<Integer> bestNodes(Requirement requirement, int most) {
        return fleet.bestNodes(region, requirement, most).stream()
                .map(node -> node - first())
                .toList();
    }

    /// Here alone; the fleet's books are kept by themselves.
    @Override
    public void take(long slot, Requirement requirement) {
        capacity.take(Slot.node(slot), requirement, Slot.devices(slot));
    }

    @Override
    public void give(long slot, Requirement requirement) {
        capacity.give(Slot.node(slot), requirement, Slot.devices(slot));
    }
}

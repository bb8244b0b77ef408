package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.queues.Goods;
import java.util.List;

/// What is placed at once: an allocation, a group whose instances are bound together, or a gang.
///
/// @param groups of one gang, or one
/// @param group number of the first of them in the draft
/// @param from of its only group, if that is not bound: which allocation
public record Turn(List<PendingGroup> groups, int group, int from) {

    public PendingGroup first() {
        return groups.getFirst();
    }

    public boolean isBound() {
        return groups.size() > 1 || first().isBound();
    }

    /// All that it places, group by group.
    public List<PendingAllocation> allocations() {
        return isBound()
                ? groups.stream().flatMap(group -> group.allocations().stream()).toList()
                : List.of(first().allocations().get(from));
    }

    public Goods goods() {
        Goods goods = Goods.NONE;
        for (PendingAllocation one : allocations()) {
            goods = goods.plus(Goods.of(one.requirement()));
        }
        return goods;
    }
}

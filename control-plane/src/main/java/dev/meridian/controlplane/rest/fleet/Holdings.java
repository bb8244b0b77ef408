package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeState;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Nodes taken together: how many stand how, and what they have, gave away and use.
///
/// @param capacity of all, whatever their state
/// @param available of those that take new work
/// @param used by the hosts that were heard of late; null where none was
/// @param pricePerHour of all, US dollars
record Holdings(
        int nodes,
        Map<NodeState, Integer> states,
        Amount capacity,
        Amount available,
        Amount allocated,
        @Nullable Usage used,
        double pricePerHour) {

    static final Holdings NONE =
            new Holdings(0, Map.of(), Amount.NOTHING, Amount.NOTHING, Amount.NOTHING, null, 0);

    Holdings plus(Node node, Amount has, Amount gave, @Nullable Usage uses) {
        Map<NodeState, Integer> counts = new TreeMap<>(states);
        counts.merge(node.state(), 1, Integer::sum);
        return new Holdings(
                nodes + 1,
                counts,
                capacity.plus(has),
                node.state().takesNewWork() ? available.plus(has) : available,
                allocated.plus(gave),
                uses == null ? used : used == null ? uses : used.plus(uses),
                pricePerHour + node.pricePerHour().dollars());
    }
}

package dev.meridian.controlplane.placement.claims;

import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.model.Placed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What could go, node by node, the cheapest first; found out once for all turns of a plan.
final class Removable {
    private final List<List<VictimUnit>> byNode = new ArrayList<>();

    /// @param units on several nodes stand with each of them
    Removable(FleetIndex index, Collection<VictimUnit> units) {
        for (int node = 0; node < index.capacity().size(); node++) {
            byNode.add(new ArrayList<>());
        }
        Set<Integer> seen = new HashSet<>();
        for (VictimUnit unit : units) {
            seen.clear();
            for (Placed one : unit.members()) {
                int node = index.number(one.node());
                if (node >= 0 && seen.add(node)) {
                    byNode.get(node).add(unit);
                }
            }
        }
        byNode.forEach(all -> all.sort(Comparator.comparingDouble(VictimUnit::cost)));
    }

    List<VictimUnit> on(int node) {
        return byNode.get(node);
    }
}

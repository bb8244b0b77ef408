package dev.meridian.controlplane.placement.migration;

import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.HashMap;
import java.util.Map;

/// Which nodes a requirement may use at all, whatever is free; asked once.
final class Suits {
    private final FleetIndex index;
    private final Map<Requirement, boolean[]> known = new HashMap<>();

    Suits(FleetIndex index) {
        this.index = index;
    }

    boolean on(Requirement requirement, int node) {
        return known.computeIfAbsent(requirement, this::all)[node];
    }

    private boolean[] all(Requirement requirement) {
        boolean[] suits = new boolean[index.capacity().size()];
        for (int i = 0; i < suits.length; i++) {
            NodeView view = index.capacity().view(i);
            suits[i] =
                    index.goals().suits(requirement, view)
                            && view.node().devicesFor(requirement.accelerators())
                                    >= requirement.accelerators().count();
        }
        return suits;
    }
}

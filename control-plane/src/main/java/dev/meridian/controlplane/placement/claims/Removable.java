package dev.meridian.controlplane.placement.claims;

import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.queues.Goods;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// What could go, node by node, the cheapest first; found out once for all turns of a plan, but for
/// what is placed meanwhile.
final class Removable {
    private final FleetIndex index;
    private final List<List<VictimUnit>> byNode = new ArrayList<>();

    /// of each node, what the cheapest so many cost together
    private final double[][] sums;

    /// of each node, the thousandths of devices that one of them holds there at most
    private final long[] largest;

    /// @param units on several nodes stand with each of them
    Removable(FleetIndex index, Collection<VictimUnit> units) {
        this.index = index;
        int nodes = index.capacity().size();
        sums = new double[nodes][];
        largest = new long[nodes];
        for (int node = 0; node < nodes; node++) {
            byNode.add(new ArrayList<>());
            sum(node);
        }
        add(units);
    }

    void add(Collection<VictimUnit> units) {
        BitSet changed = new BitSet(byNode.size());
        for (VictimUnit unit : units) {
            for (Placed one : unit.members()) {
                int node = index.number(one.node());
                List<VictimUnit> there = node < 0 ? List.of() : byNode.get(node);
                // units come one after the other, so a second member of one finds it at the end
                if (node >= 0 && (there.isEmpty() || there.getLast() != unit)) {
                    there.add(unit);
                    changed.set(node);
                }
            }
        }
        changed.stream().forEach(this::sum);
    }

    private void sum(int node) {
        List<VictimUnit> all = byNode.get(node);
        all.sort(Comparator.comparingDouble(VictimUnit::cost));
        sums[node] = new double[all.size() + 1];
        for (int i = 0; i < all.size(); i++) {
            sums[node][i + 1] = sums[node][i] + all.get(i).cost();
            largest[node] = Math.max(largest[node], held(all.get(i), node));
        }
    }

    private long held(VictimUnit unit, int node) {
        long millis = 0;
        for (Placed one : unit.members()) {
            millis += index.number(one.node()) == node ? Goods.of(one).accelerators() : 0;
        }
        return millis;
    }

    /// What room for one more costs at least on a node that has none; infinite where all together
    /// would not do.
    ///
    /// @param summed whether costs add up
    double atLeast(int node, Requirement requirement, boolean summed) {
        return atLeast(node, index.capacity().view(node), requirement, summed);
    }

    /// The same where this much of the node is free.
    double atLeast(int node, NodeView view, Requirement requirement, boolean summed) {
        AcceleratorNeed need = requirement.accelerators();
        long missing = need.isWhole() ? need.totalMillis() : 0;
        for (int device = 0; device < view.node().devices().size() && missing > 0; device++) {
            missing -= view.millisFree(device) >= Device.WHOLE ? Device.WHOLE : 0;
        }
        long fewest =
                missing <= 0 || largest[node] == 0
                        ? 1
                        : (missing + largest[node] - 1) / largest[node];
        if (fewest > byNode.get(node).size()) {
            return Double.POSITIVE_INFINITY;
        }
        return summed ? sums[node][(int) fewest] : byNode.get(node).get((int) fewest - 1).cost();
    }

    List<VictimUnit> on(int node) {
        return byNode.get(node);
    }
}

package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.fleet.model.Taint;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Region;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.Fragmentation;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.NodeBalance;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How good a node is for a requirement, as the fast path sees it: the points of the goals, with
/// fragmentation counted in whole steps and ties broken by how full the node is.
final class NodeScore {
    /// Of a node that cannot take it.
    static final float NEVER = Float.NEGATIVE_INFINITY;

    /// A step is what one point of the goal's usual weight is worth.
    private static final double POINTS_PER_STEP_AT_WEIGHT = 1.0 / 25;

    private final FreeCapacity capacity;
    private final Goals goals;
    private final Fragmentation fragmentation;
    private final double stepPoints;
    private final NodeBalance[] others;
    private final double[] otherWeights;
    private final double[] stranded;

    /// nodes that differ in nothing but names and labels have the same number
    private final int[] kinds;

    private final int kindCount;
    private int devices;

    NodeScore(FreeCapacity capacity, Goals goals) {
        this.capacity = capacity;
        this.goals = goals;
        fragmentation = goals.fragmentation();
        stepPoints = goals.weight(fragmentation) * POINTS_PER_STEP_AT_WEIGHT;
        others =
                goals.balances().stream()
                        .filter(goal -> goal != fragmentation)
                        .toArray(NodeBalance[]::new);
        otherWeights =
                goals.balances().stream()
                        .filter(goal -> goal != fragmentation)
                        .mapToDouble(goals::weight)
                        .toArray();
        stranded = new double[capacity.size()];
        kinds = new int[capacity.size()];
        kindCount = findKinds();
        for (int i = 0; i < stranded.length; i++) {
            changed(i);
        }
    }

    private record Kind(
            Region region,
            String pool,
            NodeState state,
            List<Taint> taints,
            Amounts capacity,
            List<Device> devices,
            Set<String> drivers,
            Money price,
            double speed,
            boolean spot) {

        static Kind of(Node node) {
            return new Kind(
                    node.region(),
                    node.pool(),
                    node.state(),
                    node.taints(),
                    node.capacity(),
                    node.devices(),
                    node.drivers(),
                    node.pricePerHour(),
                    node.relativeSpeed(),
                    node.spot());
        }
    }

    private int findKinds() {
        Map<Kind, Integer> known = new HashMap<>();
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = known.computeIfAbsent(Kind.of(capacity.node(i)), _ -> known.size());
        }
        return known.size();
    }

    /// To be told after each change of what is free on a node.
    void changed(int node) {
        stranded[node] = fragmentation.stranded(capacity.view(node));
    }

    /// Points by which the node's facts speak against it; infinite when they forbid it.
    float fixedCost(int node, Requirement requirement) {
        NodeView view = capacity.view(node);
        return goals.suits(requirement, view)
                ? goals.cost(requirement, view.node()) / 1000f
                : Float.POSITIVE_INFINITY;
    }

    /// The same for `count` nodes from `first` on. What does not single nodes out is asked once for
    /// each kind.
    float[] fixedCosts(int first, int count, Requirement requirement) {
        float[] costs = new float[count];
        float[] ofKind = new float[requirement.singlesOut() ? 0 : kindCount];
        Arrays.fill(ofKind, Float.NaN);
        for (int i = 0; i < count; i++) {
            if (ofKind.length == 0) {
                costs[i] = fixedCost(first + i, requirement);
                continue;
            }
            int kind = kinds[first + i];
            if (Float.isNaN(ofKind[kind])) {
                ofKind[kind] = fixedCost(first + i, requirement);
            }
            costs[i] = ofKind[kind];
        }
        return costs;
    }

    /// More is better. The devices that go with it are in [#devices()].
    float of(int node, Requirement requirement, float fixedCost) {
        NodeView view = capacity.view(node);
        if (fixedCost == Float.POSITIVE_INFINITY || !goals.hasRoom(requirement, view)) {
            return NEVER;
        }
        double emptiness = fragmentation.emptiness(view);
        double tie = requirement.service() ? 1 - emptiness : emptiness;
        double before = 0;
        for (int i = 0; i < others.length; i++) {
            before += others[i].potential(view) * otherWeights[i];
        }
        double gained = stranded[node] - strandedAfter(node, requirement, view);
        capacity.take(node, requirement, devices);
        double added = -before;
        for (int i = 0; i < others.length; i++) {
            added += others[i].potential(view) * otherWeights[i];
        }
        capacity.give(node, requirement, devices);
        return (float) (stepPoints * (Fragmentation.steps(gained) - tie) - added - fixedCost);
    }

    /// Devices of the last score, a bit for each.
    int devices() {
        return devices;
    }

    private double strandedAfter(int node, Requirement requirement, NodeView view) {
        AcceleratorNeed need = requirement.accelerators();
        if (!need.isShare()) {
            devices = need.isNone() ? 0 : capacity.wholeDevices(node, need);
            return strandedWith(node, requirement, view, devices);
        }
        double least = Double.MAX_VALUE;
        int best = 0;
        for (int device = 0; device < capacity.deviceCount(node); device++) {
            int free = capacity.millisFree(node, device);
            if (free >= need.millis()
                    && !seenBefore(node, device, free)
                    && accepts(view, need, device)) {
                double after = strandedWith(node, requirement, view, 1 << device);
                if (after < least) {
                    least = after;
                    best = 1 << device;
                }
            }
        }
        devices = best;
        return least;
    }

    private double strandedWith(int node, Requirement requirement, NodeView view, int mask) {
        capacity.take(node, requirement, mask);
        double after = fragmentation.stranded(view);
        capacity.give(node, requirement, mask);
        return after;
    }

    /// Devices with as much free are the same choice.
    private boolean seenBefore(int node, int device, int free) {
        for (int earlier = 0; earlier < device; earlier++) {
            if (capacity.millisFree(node, earlier) == free) {
                return free == Device.WHOLE || sameModel(node, earlier, device);
            }
        }
        return false;
    }

    private boolean sameModel(int node, int one, int other) {
        var models = capacity.node(node).devices();
        return models.get(one).model().equals(models.get(other).model());
    }

    private static boolean accepts(NodeView view, AcceleratorNeed need, int device) {
        return need.accepts(view.node().devices().get(device));
    }
}

package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.Fragmentation;
import dev.meridian.controlplane.placement.model.goals.Goals;
import java.util.Arrays;

/// How good a node is for a requirement: the points of the goals, with what fragmentation makes of
/// each node kept in sums so that a look costs some twenty nanoseconds.
final class NodeScore {
    /// Of a node that cannot take it.
    static final float NEVER = Float.NEGATIVE_INFINITY;

    private final FreeCapacity capacity;
    private final Goals goals;
    private final Fragmentation fragmentation;
    private final double weight;

    /// of each node, what fragmentation sums up over its devices, and its value
    private final double[] left;

    private final int[] free;
    private final double[] potential;

    /// devices with nothing on them
    private final int[] wholes;

    private final NumberedNodes nodes;

    /// of the last score, where it was for a share; of no meaning where several threads ask
    private int devices;

    NodeScore(NumberedNodes nodes, FreeCapacity capacity, Goals goals) {
        this.nodes = nodes;
        this.capacity = capacity;
        this.goals = goals;
        fragmentation = goals.fragmentation();
        weight = goals.weight(fragmentation);
        int size = capacity.size();
        left = new double[size];
        free = new int[size];
        potential = new double[size];
        wholes = new int[size];
        for (int i = 0; i < size; i++) {
            changed(i);
        }
    }

    /// To be told after each change of what is free on a node.
    void changed(int node) {
        double sum = 0;
        int millis = 0;
        int whole = 0;
        for (int device = 0; device < capacity.deviceCount(node); device++) {
            int one = Math.max(0, capacity.millisFree(node, device));
            sum += fragmentation.leftover(one);
            millis += one;
            whole += one == Device.WHOLE ? 1 : 0;
        }
        left[node] = sum;
        free[node] = millis;
        wholes[node] = whole;
        potential[node] = fragmentation.potential(sum, millis, capacity.cpuFree(node));
    }

    /// Points by which the node's facts speak against it; infinite when they forbid it.
    float fixedCost(int node, Requirement requirement) {
        NodeView view = capacity.view(node);
        AcceleratorNeed need = requirement.accelerators();
        return goals.suits(requirement, view) && view.node().devicesFor(need) >= need.count()
                ? goals.cost(requirement, view.node()) / 1000f
                : Float.POSITIVE_INFINITY;
    }

    /// The same for `count` nodes from `first` on. What does not single nodes out is asked once for
    /// each kind.
    float[] fixedCosts(int first, int count, Requirement requirement) {
        float[] costs = new float[count];
        float[] ofKind = new float[requirement.singlesOut() ? 0 : nodes.kinds()];
        Arrays.fill(ofKind, Float.NaN);
        for (int i = 0; i < count; i++) {
            if (ofKind.length == 0) {
                costs[i] = fixedCost(first + i, requirement);
                continue;
            }
            int kind = nodes.kind(first + i);
            if (Float.isNaN(ofKind[kind])) {
                ofKind[kind] = fixedCost(first + i, requirement);
            }
            costs[i] = ofKind[kind];
        }
        return costs;
    }

    /// More is better. The devices that go with it are in [#devicesFor].
    float of(int node, Ask ask, float fixedCost) {
        if (fixedCost == Float.POSITIVE_INFINITY || !hasRoom(node, ask)) {
            return NEVER;
        }
        double leftAfter = left[node];
        int mask = 0;
        int freeAfter = free[node] - ask.count() * Device.WHOLE - ask.share();
        if (ask.share() > 0) {
            int device = bestDevice(node, ask);
            if (device < 0) {
                return NEVER;
            }
            mask = 1 << device;
            devices = mask;
            leftAfter += gained(capacity.millisFree(node, device), ask);
        }
        double after =
                fragmentation.potential(leftAfter, freeAfter, capacity.cpuFree(node) - ask.cpu());
        double added = weight * (after - potential[node]);
        if (ask.others().length > 0) {
            added += others(node, ask, mask == 0 ? capacity.wholeDevices(node, ask.need()) : mask);
        }
        return (float) (-added - fixedCost);
    }

    /// As the goals' rules about what is free have it, but for the share, which [#bestDevice] looks
    /// for.
    private boolean hasRoom(int node, Ask ask) {
        return nodes.isUniform(node)
                ? capacity.hasRoom(node, ask.cpu(), ask.memory(), ask.disk())
                        && wholes[node] >= ask.count()
                : goals.hasRoom(ask.requirement(), capacity.view(node));
    }

    private double others(int node, Ask ask, int mask) {
        NodeView view = capacity.view(node);
        double added = 0;
        for (int i = 0; i < ask.others().length; i++) {
            added -= ask.others()[i].potential(view) * ask.weights()[i];
        }
        capacity.take(node, ask.requirement(), mask);
        for (int i = 0; i < ask.others().length; i++) {
            added += ask.others()[i].potential(view) * ask.weights()[i];
        }
        capacity.give(node, ask.requirement(), mask);
        return added;
    }

    /// Those that the last score was for, a bit for each.
    int devicesFor(int node, Ask ask) {
        return ask.share() > 0 ? devices : capacity.wholeDevices(node, ask.need());
    }

    /// The device on which the share leaves least that nobody will fill; negative when none has it.
    /// Devices with as much free are the same choice.
    private int bestDevice(int node, Ask ask) {
        int best = -1;
        int seen = -1;
        double least = Double.MAX_VALUE;
        for (int device = 0; device < capacity.deviceCount(node); device++) {
            int millis = capacity.millisFree(node, device);
            if (millis >= ask.share()
                    && millis != seen
                    && (nodes.isUniform(node) || accepts(node, ask, device))) {
                seen = millis;
                double gained = gained(millis, ask);
                if (gained < least) {
                    least = gained;
                    best = device;
                }
            }
        }
        return best;
    }

    private double gained(int millis, Ask ask) {
        return fragmentation.leftover(millis - ask.share()) - fragmentation.leftover(millis);
    }

    private boolean accepts(int node, Ask ask, int device) {
        return ask.need().accepts(capacity.node(node).devices().get(device));
    }
}

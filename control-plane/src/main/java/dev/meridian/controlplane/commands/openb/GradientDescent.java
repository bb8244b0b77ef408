package dev.meridian.controlplane.commands.openb;

import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.TypicalWork;
import java.util.HashMap;
import java.util.Map;

/// The rival: fragmentation gradient descent as it was published, by a look at every node. Scores
/// are whole steps of a hundred, ties go to the fuller node.
final class GradientDescent {
    private static final double STEPS = 100;

    private final FleetIndex index;
    private final FreeCapacity capacity;
    private final GradientTables tables;
    private final double[] now;
    private final double largestCpu;
    private final double largestCount;
    private final Map<Requirement, boolean[]> suited = new HashMap<>();

    /// of the last look at a node
    private int mask;

    GradientDescent(FleetIndex index, TypicalWork work) {
        this.index = index;
        capacity = index.capacity();
        tables = new GradientTables(work);
        now = new double[capacity.size()];
        double cpu = 1;
        double count = 1;
        for (int node = 0; node < now.length; node++) {
            now[node] = tables.of(capacity.view(node));
            cpu = Math.max(cpu, capacity.node(node).capacity().cpu().value());
            count = Math.max(count, capacity.node(node).devices().size());
        }
        largestCpu = cpu;
        largestCount = count;
    }

    /// @return the slot taken, or none
    long place(Requirement pod) {
        boolean[] suits = suited.computeIfAbsent(pod, this::suits);
        double most = Double.NEGATIVE_INFINITY;
        long best = Slot.NONE;
        for (int node = 0; node < now.length; node++) {
            if (suits[node] && capacity.fits(node, pod)) {
                double gained = gained(node, pod);
                double score =
                        Math.floor(STEPS / (1 + Math.exp(-gained)))
                                - emptiness(capacity.view(node));
                if (score > most) {
                    most = score;
                    best = Slot.of(node, mask);
                }
            }
        }
        if (best != Slot.NONE) {
            index.take(best, pod);
            now[Slot.node(best)] = tables.of(capacity.view(Slot.node(best)));
        }
        return best;
    }

    private boolean[] suits(Requirement pod) {
        boolean[] suits = new boolean[now.length];
        for (int node = 0; node < suits.length; node++) {
            suits[node] = index.goals().suits(pod, capacity.view(node));
        }
        return suits;
    }

    private double gained(int node, Requirement pod) {
        AcceleratorNeed need = pod.accelerators();
        if (!need.isShare()) {
            mask = capacity.devicesFor(node, need);
            return gained(node, pod, mask);
        }
        double most = Double.NEGATIVE_INFINITY;
        int best = 0;
        for (int device = 0; device < capacity.node(node).devices().size(); device++) {
            if (capacity.view(node).millisFree(device) >= need.millis()
                    && need.accepts(capacity.node(node).devices().get(device))) {
                double one = gained(node, pod, 1 << device);
                if (one > most) {
                    most = one;
                    best = 1 << device;
                }
            }
        }
        mask = best;
        return most;
    }

    private double gained(int node, Requirement pod, int devices) {
        capacity.take(node, pod, devices);
        double after = tables.of(capacity.view(node));
        capacity.give(node, pod, devices);
        return now[node] - after;
    }

    private double emptiness(NodeView view) {
        double millis = 0;
        for (int i = 0; i < view.node().devices().size(); i++) {
            millis += view.millisFree(i);
        }
        return (view.cpuFree() / largestCpu + millis / (1000 * largestCount)) / 2;
    }
}

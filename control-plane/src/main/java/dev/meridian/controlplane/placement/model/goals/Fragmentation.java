package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.NodeView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Free accelerators stay usable: the expected part of a node's free accelerators that typical work
/// could not use (fragmentation gradient descent, ATC'23), less the square of how empty the node
/// is, which packs.
///
/// The expectation over all shapes is read from cumulative tables, so that it costs one look-up per
/// device and not one per device and shape.
public final class Fragmentation implements NodeBalance {
    private static final double STEPS = 100;

    private final long[] levels;

    /// by level of free CPU and thousandths: how much of the typical work is a share of at most
    /// that size
    private final double[][] sharesUpTo;

    /// by level of free CPU and devices: how much of the typical work is whole devices, at most so
    /// many
    private final double[][] wholesUpTo;

    private final double largestCpu;
    private final double largestMillis;

    public Fragmentation(TypicalWork work, List<Node> nodes) {
        List<TypicalWork.Shape> shapes = work.shapes();
        levels =
                shapes.stream()
                        .mapToLong(TypicalWork.Shape::cpuMillis)
                        .distinct()
                        .sorted()
                        .toArray();
        sharesUpTo = new double[levels.length + 1][Device.WHOLE];
        wholesUpTo = new double[levels.length + 1][Device.MOST + 1];
        for (int level = 1; level <= levels.length; level++) {
            for (TypicalWork.Shape shape : shapes) {
                if (shape.devices() > 0 && shape.cpuMillis() <= levels[level - 1]) {
                    if (shape.isShare()) {
                        sharesUpTo[level][shape.millis()] += shape.frequency();
                    } else {
                        wholesUpTo[level][Math.min(shape.devices(), Device.MOST)] +=
                                shape.frequency();
                    }
                }
            }
            Arrays.parallelPrefix(sharesUpTo[level], Double::sum);
            Arrays.parallelPrefix(wholesUpTo[level], Double::sum);
        }
        largestCpu =
                nodes.stream().mapToLong(node -> node.capacity().cpu().value()).max().orElse(1);
        largestMillis =
                1000.0 * nodes.stream().mapToInt(node -> node.devices().size()).max().orElse(0);
    }

    @Override
    public String name() {
        return "fragmentation";
    }

    @Override
    public String sentence() {
        return "free accelerators are left where typical work can use them";
    }

    @Override
    public String unit() {
        return "accelerators";
    }

    @Override
    public double weight() {
        return 25;
    }

    @Override
    public double potential(NodeView view) {
        double emptiness = emptiness(view);
        return stranded(view) - emptiness * emptiness;
    }

    /// How many free accelerators typical work could not use.
    public double stranded(NodeView view) {
        int devices = view.node().devices().size();
        int total = 0;
        int most = 0;
        int whole = 0;
        for (int i = 0; i < devices; i++) {
            int free = Math.max(0, view.millisFree(i));
            total += free;
            most = Math.max(most, free);
            whole += free == Device.WHOLE ? 1 : 0;
        }
        if (total == 0) {
            return 0;
        }
        int level = level(view.cpuFree());
        double[] shares = sharesUpTo[level];
        double fittingShares = shares[Math.min(most, Device.WHOLE - 1)];
        double fittingWholes = wholesUpTo[level][whole];
        double stranded = total * (1 - fittingShares - fittingWholes);
        for (int i = 0; i < devices; i++) {
            int free = Math.max(0, view.millisFree(i));
            if (free > 0 && free < Device.WHOLE) {
                stranded += free * (fittingShares - shares[free] + fittingWholes);
            }
        }
        return stranded / Device.WHOLE;
    }

    private int level(long cpuFree) {
        int at = Arrays.binarySearch(levels, cpuFree);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /// 0: full, 1: the largest node of the fleet with nothing on it.
    public double emptiness(NodeView view) {
        double cpu = Math.max(0, view.cpuFree()) / largestCpu;
        if (largestMillis == 0) {
            return cpu;
        }
        int free = 0;
        for (int i = 0; i < view.node().devices().size(); i++) {
            free += Math.max(0, view.millisFree(i));
        }
        return (cpu + free / largestMillis) / 2;
    }

    /// What the fast path counts instead of exact gradients: whole steps, so that near-equals are
    /// decided by how full the node is. Exact ones strand more in the end (94.7 against 95.3 %
    /// allocated on the openb trace).
    public static double steps(double gained) {
        return Math.floor(STEPS / (1 + Math.exp(-gained)));
    }

    @Override
    public String explain(NodeView before, double change) {
        return before.node().devices().isEmpty()
                ? "no accelerators there: packed by CPU"
                : String.format(
                        Locale.ROOT,
                        "%s %.3f accelerators' worth of usable room",
                        change > 0 ? "costs" : "saves",
                        Math.abs(change));
    }
}

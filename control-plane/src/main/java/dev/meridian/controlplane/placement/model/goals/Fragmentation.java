package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.NodeView;
import java.util.List;
import java.util.Locale;

/// Free accelerators stay usable. What of a node's free accelerators typical work will not use is
/// what no share will fill on a device that is partly taken, and what lies idle because the CPU
/// that is left cannot serve it. From it is taken half the square of how empty the node is, which
/// packs.
///
/// Both parts are counted in accelerators, so that neither needs a weight of its own; see
/// docs/explanation/placement.md for what was tried instead.
public final class Fragmentation implements NodeBalance {
    /// So many pieces of typical work come by before a gap must be filled; the largest that fits is
    /// taken.
    private static final int CHANCES = 40;

    private static final double PACKING = 0.5;

    /// by thousandths that are free on a device: how many of them stay so
    private final double[] leftover;

    /// thousandths of a core that work with accelerators wants for a thousandth of one
    private final double cpuPerMilli;

    private final double largestCpu;
    private final double largestMillis;

    public Fragmentation(TypicalWork work, List<Node> nodes) {
        leftover = leftovers(shareSizes(work));
        double cpu = 0;
        double millis = 0;
        for (TypicalWork.Shape shape : work.shapes()) {
            if (shape.devices() > 0) {
                cpu += shape.frequency() * shape.cpuMillis();
                millis += shape.frequency() * shape.devices() * shape.millis();
            }
        }
        cpuPerMilli = millis == 0 ? 0 : cpu / millis;
        largestCpu =
                nodes.stream().mapToLong(node -> node.capacity().cpu().value()).max().orElse(1);
        largestMillis =
                Device.WHOLE
                        * (double)
                                nodes.stream()
                                        .mapToInt(node -> node.devices().size())
                                        .max()
                                        .orElse(0);
    }

    /// Of the work that asks for one device or a share of one, how much asks for each size.
    private static double[] shareSizes(TypicalWork work) {
        double[] sizes = new double[Device.WHOLE + 1];
        double all = 0;
        for (TypicalWork.Shape shape : work.shapes()) {
            if (shape.devices() == 1) {
                sizes[shape.millis()] += shape.frequency();
                all += shape.frequency();
            }
        }
        for (int size = 0; size < sizes.length && all > 0; size++) {
            sizes[size] /= all;
        }
        return sizes;
    }

    /// The largest of [#CHANCES] pieces that fits is at most m when each is at most m or does not
    /// fit; what it leaves is a gap in turn, and where none fits all is left.
    private static double[] leftovers(double[] sizes) {
        double[] leftover = new double[Device.WHOLE + 1];
        double fitting = 0;
        for (int free = 1; free < Device.WHOLE; free++) {
            fitting += sizes[free];
            double below = 1 - fitting;
            double none = Math.pow(below, CHANCES);
            double expected = none * free;
            double atMost = none;
            for (int size = 1; size <= free; size++) {
                if (sizes[size] > 0) {
                    below += sizes[size];
                    double now = Math.pow(below, CHANCES);
                    expected += (now - atMost) * leftover[free - size];
                    atMost = now;
                }
            }
            leftover[free] = expected;
        }
        return leftover;
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
        double left = 0;
        int free = 0;
        for (int i = 0; i < view.node().devices().size(); i++) {
            int millis = Math.max(0, view.millisFree(i));
            left += leftover[millis];
            free += millis;
        }
        return potential(left, free, view.cpuFree());
    }

    /// How many free accelerators typical work will not use.
    public double stranded(NodeView view) {
        double emptiness = emptiness(free(view), view.cpuFree());
        return potential(view) + PACKING * emptiness * emptiness;
    }

    private static int free(NodeView view) {
        int free = 0;
        for (int i = 0; i < view.node().devices().size(); i++) {
            free += Math.max(0, view.millisFree(i));
        }
        return free;
    }

    /// Thousandths of a device that stay free when so many are; 0 of a whole one.
    public double leftover(int millisFree) {
        return leftover[millisFree];
    }

    /// The same as of a node, for those who keep sums.
    ///
    /// @param left the sum of [#leftover] over the devices
    /// @param millisFree the sum over the devices
    public double potential(double left, int millisFree, long cpuFree) {
        double emptiness = emptiness(millisFree, cpuFree);
        return stranded(left, millisFree, cpuFree) - PACKING * emptiness * emptiness;
    }

    private double stranded(double left, int millisFree, long cpuFree) {
        double served = cpuPerMilli == 0 ? millisFree : Math.max(0, cpuFree) / cpuPerMilli;
        return (left + Math.max(0, millisFree - served)) / Device.WHOLE;
    }

    /// 0: full, 1: the largest node of the fleet with nothing on it.
    private double emptiness(int millisFree, long cpuFree) {
        double cpu = Math.max(0, cpuFree) / largestCpu;
        return largestMillis == 0 ? cpu : (cpu + millisFree / largestMillis) / 2;
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

package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.Locale;

/// Load balance by type of job, of compute and of storage: services are spread, so that no node
/// carries many of them (half the squares of the parts of CPU and disk that they hold, each at most
/// 1). Batch work is packed, by [Fragmentation].
public record ServiceLoad() implements NodeBalance {

    @Override
    public String name() {
        return "service-load";
    }

    @Override
    public String sentence() {
        return "services are spread over nodes, batch work is packed";
    }

    @Override
    public String unit() {
        return "half squares of the parts of CPU and disk that services hold";
    }

    @Override
    public double weight() {
        return 100;
    }

    @Override
    public double potential(NodeView view) {
        double compute = part(view.serviceCpu(), view.node().capacity().cpu().value());
        double storage = part(view.serviceDisk(), view.node().capacity().disk().value());
        return (compute * compute + storage * storage) / 2;
    }

    private static double part(long held, long capacity) {
        return capacity == 0 ? 0 : Math.min(1, held / (double) capacity);
    }

    @Override
    public boolean concerns(Requirement requirement) {
        return requirement.service();
    }

    @Override
    public String explain(NodeView before, double change) {
        return change == 0
                ? "batch work: packed, not spread"
                : String.format(
                        Locale.ROOT,
                        "services hold %s of %s cores and %s of %s of disk there before",
                        before.serviceCpu() / 1000.0,
                        before.node().capacity().cpu(),
                        new Mebibytes(before.serviceDisk()),
                        before.node().capacity().disk());
    }
}

package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.Locale;

/// Load balance by type of job: services are spread, so that no node carries many of them (half the
/// square of the part of the CPU that they hold). Batch work is packed, by [Fragmentation].
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
        return "half squares of the part of a node that services hold";
    }

    @Override
    public double weight() {
        return 100;
    }

    @Override
    public double potential(NodeView view) {
        long capacity = view.node().capacity().cpu().value();
        double part = capacity == 0 ? 0 : view.serviceCpu() / (double) capacity;
        return part * part / 2;
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
                        "services hold %s of %s cores there before",
                        before.serviceCpu() / 1000.0,
                        before.node().capacity().cpu());
    }
}

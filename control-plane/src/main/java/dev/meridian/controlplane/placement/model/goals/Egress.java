package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.jobs.model.spec.DataSpec;
import dev.meridian.controlplane.placement.model.Link;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.RegionPair;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.Locale;
import java.util.Map;

/// What it costs to bring the data to the node's region.
public record Egress(Map<RegionPair, Link> links) implements NodeCost {

    @Override
    public String name() {
        return "egress";
    }

    @Override
    public String sentence() {
        return "data is not carried over priced links";
    }

    @Override
    public String unit() {
        return "dollars";
    }

    @Override
    public double weight() {
        return 2;
    }

    @Override
    public double cost(Requirement requirement, Node node) {
        double dollars = 0;
        for (DataSpec data : requirement.data()) {
            Link link = links.get(new RegionPair(data.region(), node.region().name()));
            if (link != null && !data.region().equals(node.region().name())) {
                dollars += data.sizeGb() * link.egressPerGb().dollars();
            }
        }
        return dollars;
    }

    @Override
    public String explain(Requirement requirement, Node node) {
        return requirement.data().isEmpty()
                ? "the job names no data"
                : String.format(
                        Locale.ROOT,
                        "bringing its data to %s costs $%.2f",
                        node.region().name(),
                        cost(requirement, node));
    }
}

package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.jobs.model.spec.DataSpec;
import dev.meridian.controlplane.placement.model.Link;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.RegionPair;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.Locale;
import java.util.Map;

/// How long the data takes to reach the node's region.
public record TransferTime(Map<RegionPair, Link> links) implements NodeCost {
    /// Of a link between regions of which nothing better is known.
    private static final double USUAL_MBPS = 1000;

    private static final double MEGABITS_PER_GIGABYTE = 8000;
    private static final double SECONDS_PER_HOUR = 3600;

    @Override
    public String name() {
        return "transfer-time";
    }

    @Override
    public String sentence() {
        return "work does not wait long for its data";
    }

    @Override
    public String unit() {
        return "hours";
    }

    @Override
    public double weight() {
        return 20;
    }

    @Override
    public double cost(Requirement requirement, Node node) {
        double hours = 0;
        for (DataSpec data : requirement.data()) {
            if (!data.region().equals(node.region().name())) {
                Link link = links.get(new RegionPair(data.region(), node.region().name()));
                Double known = link == null ? null : link.bandwidthMbps();
                double mbps = known == null ? USUAL_MBPS : known;
                hours += data.sizeGb() * MEGABITS_PER_GIGABYTE / mbps / SECONDS_PER_HOUR;
            }
        }
        return hours;
    }

    @Override
    public String explain(Requirement requirement, Node node) {
        return requirement.data().isEmpty()
                ? "the job names no data"
                : String.format(
                        Locale.ROOT,
                        "bringing its data to %s takes %.2f hours",
                        node.region().name(),
                        cost(requirement, node));
    }
}

package dev.meridian.controlplane.dispatch.model;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.meridian.controlplane.fleet.model.AdminState;
import dev.meridian.controlplane.fleet.model.Contact;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.RegionName;
import java.util.List;
import java.util.Map;

/// Tells the loss of a region, which is failed over, from the loss of nodes everywhere, which is
/// more likely our own blindness: then nobody is declared lost until contact returns or a person
/// decides.
public final class MassLoss {
    /// The part of the nodes outside the worst region that may be silent.
    public static final double LIMIT = 0.3;

    private MassLoss() {}

    /// @param all nodes of the region that are not declared lost yet
    /// @param silent those of them that have fallen silent
    public record Count(int all, int silent) {}

    /// By region, of the nodes that count: neither lost already nor quarantined.
    public static Map<RegionName, Count> count(List<Node> nodes) {
        return nodes.stream()
                .filter(node ->
                        node.health().contact() != Contact.LOST
                                && node.admin() != AdminState.QUARANTINED)
                .collect(groupingBy(Node::region, collectingAndThen(toList(), MassLoss::countOf)));
    }

    private static Count countOf(List<Node> nodes) {
        return new Count(
                nodes.size(),
                (int)
                        nodes.stream()
                                .filter(node -> node.health().contact() == Contact.SUSPECT)
                                .count());
    }

    /// Whether more than 30 % of the nodes outside the region that lost most are silent.
    public static boolean suspected(Map<RegionName, Count> regions) {
        Count left = outside(regions);
        return left.silent() > LIMIT * left.all();
    }

    /// All regions but the one that lost most, added up.
    public static Count outside(Map<RegionName, Count> regions) {
        int worst = regions.values().stream().mapToInt(Count::silent).max().orElse(0);
        Count left = new Count(0, 0);
        boolean skipped = false;
        for (Count count : regions.values()) {
            if (!skipped && count.silent() == worst) {
                skipped = true;
            } else {
                left = new Count(left.all() + count.all(), left.silent() + count.silent());
            }
        }
        return left;
    }
}

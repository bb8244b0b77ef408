package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.Home;
import dev.meridian.controlplane.placement.model.Link;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.RegionPair;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.queues.Goods;
import java.util.Locale;
import java.util.Map;

/// What it costs to stop a copy where it runs and to start it elsewhere: what it holds, for as long
/// as its work since the last checkpoint took, and for the restart; between regions also what its
/// checkpoint costs on the way, which is as large as its memory at most.
///
/// As printed, `α (x' − x)²` summed over nodes: a copy is on a node or it is not, so the square is
/// 1 where it leaves and 1 where it arrives, and nothing is left of it but a price for each move.
/// What α is, the article does not say; here it is what this very copy would lose.
public record MigrationCost(Map<RegionPair, Link> links) implements NodeCost {
    /// Seconds that a stop and a start take.
    private static final double RESTART = 60;

    private static final double HOUR = 3600;

    /// So many cores count as one accelerator.
    private static final double CORES_OF_DEVICE = 16_000;

    private static final double DEVICE = 1000;
    private static final double MIB_OF_GB = 1e9 / (1024 * 1024);

    /// A dollar of egress costs 2 points, an hour of an accelerator 25.
    private static final double HOURS_OF_DOLLAR = 2 / 25.0;

    @Override
    public String name() {
        return "migration";
    }

    @Override
    public String sentence() {
        return "what runs stays where it is";
    }

    @Override
    public String unit() {
        return "accelerator hours";
    }

    @Override
    public double weight() {
        return 25;
    }

    @Override
    public double cost(Requirement requirement, Node node) {
        Home home = requirement.home();
        if (home == null || home.node().equals(node.id())) {
            return 0;
        }
        return loss(requirement) + egress(requirement, home, node) * HOURS_OF_DOLLAR;
    }

    /// Accelerator hours that are lost wherever it goes; 0 of what waits.
    public static double loss(Requirement requirement) {
        Home home = requirement.home();
        return home == null ? 0 : size(requirement) * (home.lostSeconds() + RESTART) / HOUR;
    }

    /// How much of a fleet it is, in accelerators.
    public static double size(Requirement requirement) {
        Goods goods = Goods.of(requirement);
        return goods.accelerators() / DEVICE + goods.cpu() / CORES_OF_DEVICE;
    }

    private double egress(Requirement requirement, Home home, Node node) {
        Link link = links.get(new RegionPair(home.region(), node.region().name()));
        return link == null || home.region().equals(node.region().name())
                ? 0
                : requirement.amounts().memory().value() / MIB_OF_GB * link.egressPerGb().dollars();
    }

    @Override
    public String explain(Requirement requirement, Node node) {
        Home home = requirement.home();
        return home == null
                ? "it ran nowhere when it was placed"
                : cost(requirement, node) == 0
                        ? "it runs here already"
                        : String.format(
                                Locale.ROOT,
                                "moving it loses %.0f s of work and the time of a restart",
                                home.lostSeconds());
    }
}

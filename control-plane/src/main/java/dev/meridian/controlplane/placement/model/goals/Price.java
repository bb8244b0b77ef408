package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.Locale;

/// What an hour's worth of work costs: the node's price times the largest share that is held of
/// anything, over its relative speed. Spot nodes win by their lower price.
public record Price() implements NodeCost {

    @Override
    public String name() {
        return "price";
    }

    @Override
    public String sentence() {
        return "work is done where it costs least";
    }

    @Override
    public String unit() {
        return "dollars per hour of the reference node";
    }

    @Override
    public double weight() {
        return 10;
    }

    @Override
    public double cost(Requirement requirement, Node node) {
        return held(requirement, node) / node.relativeSpeed();
    }

    /// Dollars per hour of what it holds of the node.
    public static double held(Requirement requirement, Node node) {
        return node.pricePerHour().dollars() * share(requirement, node);
    }

    /// The largest part of CPU, memory or accelerators that it takes of the node, 0 … 1.
    static double share(Requirement requirement, Node node) {
        Amounts need = requirement.amounts();
        Amounts has = node.capacity();
        double cpu = part(need.cpu().value(), has.cpu().value());
        double memory = part(need.memory().value(), has.memory().value());
        double devices =
                part(requirement.accelerators().totalMillis(), 1000L * node.devices().size());
        return Math.min(1, Math.max(cpu, Math.max(memory, devices)));
    }

    private static double part(long need, long has) {
        return need == 0 ? 0 : has == 0 ? 1 : need / (double) has;
    }

    @Override
    public String explain(Requirement requirement, Node node) {
        return String.format(
                Locale.ROOT,
                "holds %.1f%% of a node at $%.2f per hour%s: $%.4f per hour of work",
                100 * share(requirement, node),
                node.pricePerHour().dollars(),
                node.spot() ? " (spot)" : "",
                cost(requirement, node));
    }
}

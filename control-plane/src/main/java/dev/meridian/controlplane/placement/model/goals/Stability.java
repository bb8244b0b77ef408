package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Requirement;

/// What ran before goes back to the node that still has its files, where nothing speaks against it.
public record Stability() implements NodeCost {

    @Override
    public String name() {
        return "stability";
    }

    @Override
    public String sentence() {
        return "a later attempt runs where the one before did";
    }

    @Override
    public String unit() {
        return "moves";
    }

    @Override
    public double weight() {
        return 2;
    }

    @Override
    public double cost(Requirement requirement, Node node) {
        return requirement.lastNode() == null || requirement.lastNode().equals(node.id()) ? 0 : 1;
    }

    @Override
    public String explain(Requirement requirement, Node node) {
        return requirement.lastNode() == null
                ? "it ran nowhere before"
                : cost(requirement, node) == 0
                        ? "it ran here before"
                        : "it ran on another node before";
    }
}

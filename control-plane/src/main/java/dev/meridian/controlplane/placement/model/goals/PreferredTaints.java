package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.fleet.model.Taint;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Requirement;

/// A taint that only prefers to keep work away costs, where the job does not tolerate it.
public record PreferredTaints() implements NodeCost {

    @Override
    public String name() {
        return "preferred-taints";
    }

    @Override
    public String sentence() {
        return "nodes that prefer to be left alone are taken last";
    }

    @Override
    public String unit() {
        return "taints";
    }

    @Override
    public double weight() {
        return 60;
    }

    @Override
    public double cost(Requirement requirement, Node node) {
        int repelled = 0;
        for (Taint taint : node.taints()) {
            if (taint.effect() == Taint.Effect.PREFER_NO_SCHEDULE
                    && !Taints.tolerated(requirement, taint)) {
                repelled++;
            }
        }
        return repelled;
    }

    @Override
    public String explain(Requirement requirement, Node node) {
        return cost(requirement, node) == 0
                ? "no taint speaks against it"
                : "the node would rather be left alone";
    }
}

package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Veto;
import java.util.Map;

/// Where an attempt was lost and the job said so, the next one goes elsewhere.
public record AvoidedNode() implements NodeRule {

    @Override
    public String name() {
        return "avoid-node";
    }

    @Override
    public String sentence() {
        return "the node is not the one where an attempt was lost";
    }

    @Override
    public String unit() {
        return "nodes";
    }

    @Override
    public boolean fixed() {
        return true;
    }

    @Override
    public long missing(Requirement requirement, NodeView view) {
        return view.node().id().equals(requirement.avoidNode()) ? 1 : 0;
    }

    @Override
    public Veto veto(Requirement requirement, NodeView view) {
        return new Veto(
                PendingToken.NO_MATCHING_NODE,
                name(),
                "an attempt was lost on " + view.node().name() + ", which the retry avoids",
                Map.of("node", view.node().name()),
                1,
                false);
    }

    @Override
    public String relaxed(Requirement requirement, NodeView view) {
        return "a retry on the same node";
    }
}

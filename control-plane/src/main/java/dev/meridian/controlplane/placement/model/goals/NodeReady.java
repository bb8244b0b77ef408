package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Veto;
import java.util.Map;

/// Only a node that is READY takes new work.
public record NodeReady() implements NodeRule {

    @Override
    public String name() {
        return "node-ready";
    }

    @Override
    public String sentence() {
        return "the node is heard and open for work";
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
        return view.node().state().takesNewWork() ? 0 : 1;
    }

    @Override
    public Veto veto(Requirement requirement, NodeView view) {
        NodeState state = view.node().state();
        return new Veto(
                PendingToken.INSUFFICIENT_RESOURCES,
                name(),
                "the node takes no work now: it is " + state,
                Map.of("state", state.name()),
                1,
                true);
    }

    @Override
    public String relaxed(Requirement requirement, NodeView view) {
        return "nodes that are " + view.node().state() + " were READY";
    }
}

package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Veto;
import java.util.Map;
import java.util.TreeSet;

/// The node's agent can run the task's driver.
public record DriverOffered() implements NodeRule {

    @Override
    public String name() {
        return "driver";
    }

    @Override
    public String sentence() {
        return "the node's agent offers the driver of the task";
    }

    @Override
    public String unit() {
        return "drivers";
    }

    @Override
    public boolean fixed() {
        return true;
    }

    @Override
    public long missing(Requirement requirement, NodeView view) {
        return view.node().drivers().contains(requirement.driver()) ? 0 : 1;
    }

    @Override
    public Veto veto(Requirement requirement, NodeView view) {
        var offered = new TreeSet<>(view.node().drivers());
        return new Veto(
                PendingToken.NO_MATCHING_NODE,
                name(),
                "needs the driver "
                        + requirement.driver()
                        + ", the node offers "
                        + (offered.isEmpty() ? "none" : String.join(", ", offered)),
                Map.of("driver", requirement.driver()),
                1,
                false);
    }

    @Override
    public String relaxed(Requirement requirement, NodeView view) {
        return "another driver than " + requirement.driver();
    }
}

package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.jobs.model.spec.ConstraintSpec;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Veto;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The node's labels meet every constraint.
public record Constraints() implements NodeRule {

    @Override
    public String name() {
        return "constraints";
    }

    @Override
    public String sentence() {
        return "the node's labels meet every constraint";
    }

    @Override
    public String unit() {
        return "constraints";
    }

    @Override
    public boolean fixed() {
        return true;
    }

    @Override
    public long missing(Requirement requirement, NodeView view) {
        long unmet = 0;
        for (ConstraintSpec constraint : requirement.constraints()) {
            if (!constraint.accepts(view.node().label(constraint.label()))) {
                unmet++;
            }
        }
        return unmet;
    }

    @Override
    public Veto veto(Requirement requirement, NodeView view) {
        List<ConstraintSpec> unmet = unmet(requirement, view);
        ConstraintSpec first = unmet.getFirst();
        String actual = view.node().label(first.label());
        return new Veto(
                PendingToken.NO_MATCHING_NODE,
                name(),
                "needs "
                        + first
                        + ", the node "
                        + (actual == null ? "does not say" : "has " + actual),
                Map.of("constraint", first.toString(), "unmet", unmet.size()),
                unmet.size(),
                false);
    }

    @Override
    public String relaxed(Requirement requirement, NodeView view) {
        return "without "
                + unmet(requirement, view).stream()
                        .map(ConstraintSpec::toString)
                        .collect(Collectors.joining(" and "));
    }

    private static List<ConstraintSpec> unmet(Requirement requirement, NodeView view) {
        return requirement.constraints().stream()
                .filter(constraint -> !constraint.accepts(view.node().label(constraint.label())))
                .toList();
    }
}

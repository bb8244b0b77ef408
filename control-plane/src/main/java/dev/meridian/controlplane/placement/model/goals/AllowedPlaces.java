package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.jobs.model.spec.PlacementOption;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Veto;
import java.util.Map;
import java.util.stream.Collectors;

/// Where a job names places (`anyOf`), the node is in one of them.
public record AllowedPlaces() implements NodeRule {

    @Override
    public String name() {
        return "any-of";
    }

    @Override
    public String sentence() {
        return "the node is in one of the places that the job names";
    }

    @Override
    public String unit() {
        return "places";
    }

    @Override
    public boolean fixed() {
        return true;
    }

    @Override
    public long missing(Requirement requirement, NodeView view) {
        if (requirement.anyOf().isEmpty()) {
            return 0;
        }
        for (PlacementOption choice : requirement.anyOf()) {
            if (choice.accepts(view.node().region().name(), view.node().spot())) {
                return 0;
            }
        }
        return 1;
    }

    @Override
    public Veto veto(Requirement requirement, NodeView view) {
        String places =
                requirement.anyOf().stream()
                        .map(AllowedPlaces::inWords)
                        .collect(Collectors.joining("; or "));
        return new Veto(
                PendingToken.NO_MATCHING_NODE,
                name(),
                "may run in: " + places,
                Map.of("anyOf", places),
                1,
                false);
    }

    private static String inWords(PlacementOption choice) {
        String region = choice.region() == null ? "any region" : "region " + choice.region();
        return choice.spot() == null ? region : region + (choice.spot() ? ", spot" : ", not spot");
    }

    @Override
    public String relaxed(Requirement requirement, NodeView view) {
        return "anyOf with region "
                + view.node().region().name()
                + (view.node().spot() ? " and spot" : "");
    }
}

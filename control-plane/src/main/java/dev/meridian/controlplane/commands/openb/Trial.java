package dev.meridian.controlplane.commands.openb;

import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.TypicalWork;
import java.util.List;
import java.util.Map;

/// What arrives at an empty fleet, with what the goals take for typical work: the pod list, as in
/// the published runs.
///
/// @param weights of goals, where they are not the usual ones
public record Trial(
        Fleet fleet,
        List<Requirement> arrivals,
        TypicalWork work,
        Goals goals,
        Map<String, Double> weights) {

    public static Trial of(
            Fleet fleet, List<Requirement> pods, long seed, Map<String, Double> weights) {
        return new Trial(
                fleet,
                Arrivals.of(pods, fleet.millis(), seed),
                TypicalWork.of(Queue.of(fleet.nodes(), pods)),
                Goals.of(Queue.of(fleet.nodes(), List.of(), pods, weights)),
                weights);
    }

    FleetIndex emptyIndex() {
        return new FleetIndex(Queue.of(fleet.nodes(), List.of()), goals);
    }
}

package dev.meridian.controlplane.console.submit;

import dev.meridian.controlplane.placement.model.DryRun;
import dev.meridian.controlplane.placement.model.Explanation;
import dev.meridian.controlplane.placement.model.GoalScore;
import dev.meridian.controlplane.placement.model.StartRange;
import dev.meridian.controlplane.placement.model.WouldFit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What would become of the job, in lines that people read: instances alike are one line.
///
/// @param starting how many of those that were looked at would start
/// @param looked how many were looked at
record PlanView(
        DryRun plan, long starting, int looked, List<Place> places, List<Wait> waits, int more) {
    private static final int MOST_PLACES = 20;

    /// @param goals the weightiest first
    record Place(
            String group,
            long instances,
            String region,
            String cluster,
            String node,
            double pricePerHour,
            List<GoalScore> goals,
            Explanation.@Nullable Next runnerUp) {}

    record Wait(
            String group,
            long instances,
            Explanation.Reason reason,
            List<Explanation.Reason> others,
            List<Explanation.Refusal> vetoes,
            List<WouldFit> wouldFitIf,
            @Nullable StartRange expectedStart) {}

    private record Where(String group, @Nullable String node) {}

    private record Why(String group, Explanation.@Nullable Reason reason) {}

    static PlanView of(DryRun plan) {
        Map<Where, Place> places = new LinkedHashMap<>();
        Map<Why, Wait> waits = new LinkedHashMap<>();
        for (DryRun.Planned one : plan.allocations()) {
            if (one.reason() == null) {
                places.merge(
                        new Where(one.group(), one.node()),
                        place(one),
                        (a, b) -> place(a, a.instances() + 1, a.pricePerHour() + b.pricePerHour()));
            } else {
                waits.merge(
                        new Why(one.group(), one.reason()),
                        wait(one, one.reason(), 1),
                        (a, _) -> wait(one, a.reason(), a.instances() + 1));
            }
        }
        return new PlanView(
                plan,
                plan.allocations().stream().filter(one -> one.reason() == null).count(),
                plan.allocations().size(),
                places.values().stream().limit(MOST_PLACES).toList(),
                List.copyOf(waits.values()),
                Math.max(0, places.size() - MOST_PLACES));
    }

    private static Place place(DryRun.Planned one) {
        return new Place(
                one.group(),
                1,
                String.valueOf(one.region()),
                String.valueOf(one.cluster()),
                String.valueOf(one.node()),
                one.pricePerHour(),
                one.goals().stream()
                        .filter(goal -> goal.points() != 0)
                        .sorted(Comparator.comparingDouble(GoalScore::points).reversed())
                        .toList(),
                one.runnerUp());
    }

    private static Place place(Place as, long instances, double pricePerHour) {
        return new Place(
                as.group(),
                instances,
                as.region(),
                as.cluster(),
                as.node(),
                pricePerHour,
                as.goals(),
                as.runnerUp());
    }

    private static Wait wait(DryRun.Planned one, Explanation.Reason reason, long instances) {
        return new Wait(
                one.group(),
                instances,
                reason,
                one.otherReasons(),
                one.vetoes(),
                one.wouldFitIf(),
                one.expectedStart());
    }
}

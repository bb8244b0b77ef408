package dev.meridian.controlplane.console.job;

import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.placement.Explanations;
import dev.meridian.controlplane.placement.model.Explanation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why an allocation was placed where it is.
///
/// @param where null: it was never placed
record Placement(AllocationView allocation, Explanation.@Nullable Where where) {

    static List<Placement> of(List<AllocationView> allocations, Explanations explanations) {
        return allocations.stream()
                .map(one -> new Placement(one, explanations.where(one).orElse(null)))
                .toList();
    }

    public String label() {
        return allocation.group() + "[" + allocation.index() + "]";
    }

    /// How many points the runner-up is worse; null without one.
    public @Nullable Double lead() {
        Explanation.Where chosen = where;
        return chosen == null || chosen.runnerUp() == null
                ? null
                : chosen.runnerUp().score() - chosen.score();
    }
}

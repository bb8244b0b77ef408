package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.jobs.model.DeviceShare;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What would become of a job if it were submitted now. Nothing of it is stored.
///
/// @param fits every instance that was looked at would start at once, what it depends on aside
/// @param pricePerHour dollars for all that would start
/// @param instances of the whole job
/// @param allocations those that were looked at: of large groups the first
public record DryRun(boolean fits, double pricePerHour, int instances, List<Planned> allocations) {

    public DryRun {
        allocations = List.copyOf(allocations);
    }

    /// One instance: where it would go, or why it would wait.
    ///
    /// @param after groups that would have to succeed first
    /// @param node its name; null: it would wait
    /// @param pricePerHour dollars
    /// @param reason null: it would start
    /// @param expectedStart null: it would start, or nothing known allows to say
    public record Planned(
            String group,
            int index,
            List<String> after,
            @Nullable String node,
            @Nullable String region,
            @Nullable String cluster,
            List<DeviceShare> devices,
            double pricePerHour,
            double score,
            List<GoalScore> goals,
            Explanation.@Nullable Next runnerUp,
            Explanation.@Nullable Reason reason,
            List<Explanation.Reason> otherReasons,
            List<Explanation.Refusal> vetoes,
            List<WouldFit> wouldFitIf,
            @Nullable StartRange expectedStart) {}
}

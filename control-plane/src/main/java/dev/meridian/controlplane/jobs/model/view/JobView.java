package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.kernel.model.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole job.
///
/// @param suspended a person holds it back
/// @param cancelReason null: nobody asked for its end
/// @param spec null: what is stored of it cannot be read
/// @param specProblem why not, for people; null where it can be
/// @param allocations the first thousand, by group and index
/// @param reasons why what waits waits, the most frequent first
/// @param standbys null: none is asked for, or nothing of it is placed
/// @param cost of all attempts so far
public record JobView(
        JobLine line,
        boolean suspended,
        @Nullable String cancelReason,
        @Nullable JobSpec spec,
        @Nullable String specProblem,
        List<GroupView> groups,
        List<AllocationView> allocations,
        List<ReasonView> reasons,
        @Nullable StandbysOfJob standbys,
        Money cost) {
    public JobView {
        groups = List.copyOf(groups);
        allocations = List.copyOf(allocations);
        reasons = List.copyOf(reasons);
    }
}

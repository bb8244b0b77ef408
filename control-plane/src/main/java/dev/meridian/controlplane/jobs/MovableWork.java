package dev.meridian.controlplane.jobs;

import static java.util.stream.Collectors.toSet;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.DepartingCopy;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.HoldsPlace;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.MovableAllocation;
import dev.meridian.controlplane.jobs.model.Spent;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.store.MovableRows;
import dev.meridian.controlplane.jobs.store.SpentRows;
import dev.meridian.controlplane.kernel.model.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What may have to leave its node, and what has half left it.
@Service
public class MovableWork {
    private final MovableRows rows;
    private final SpecCache specs;
    private final SpentRows spent;

    MovableWork(MovableRows rows, SpecCache specs, SpentRows spent) {
        this.rows = rows;
        this.specs = specs;
        this.spent = spent;
    }

    /// All that these nodes hold, and with it the members of its gangs, those that wait included;
    /// also gangs, wherever they are, of which a part is being stopped to begin again.
    public List<MovableAllocation> on(Collection<NodeId> nodes) {
        return nodes.isEmpty() ? List.of() : rows.movable(nodes);
    }

    /// Copies on these nodes that have been left behind.
    public List<DepartingCopy> departing(Collection<NodeId> nodes) {
        return nodes.isEmpty() ? List.of() : rows.departing(nodes);
    }

    /// Allocations of which the copy that was left behind is needed no longer.
    ///
    /// @param steady how long the next one must have run when its node was last heard
    public List<AllocationId> replaced(Duration steady) {
        return rows.replaced(steady);
    }

    /// What has been moved since then, for whatever reason, and whether it is still under way.
    public Map<AllocationId, Boolean> moved(Instant since) {
        return rows.moved(since);
    }

    /// The same as groups that a planner can place.
    ///
    /// What their jobs have spent is told as if one of these copies, the cheapest, had ended: it
    /// stops paying for its place when it pays for the next. The others may stay where they are.
    public List<EligibleGroup> groups(List<MovableAllocation> movable, Instant now) {
        if (movable.isEmpty()) {
            return List.of();
        }
        Map<JobId, JobSpec> byJob =
                specs.readable(movable.stream().map(MovableAllocation::job).collect(toSet()));
        return HoldsPlace.groups(movable, byJob, spending(movable, byJob, now));
    }

    /// Asked of those alone that have a budget.
    private Map<JobId, Spent> spending(
            List<MovableAllocation> movable, Map<JobId, JobSpec> byJob, Instant now) {
        List<MovableAllocation> limited =
                movable.stream().filter(one -> hasBudget(byJob.get(one.job()))).toList();
        if (limited.isEmpty()) {
            return Map.of();
        }
        Map<JobId, Money> leaving =
                spent.cheapest(limited.stream().map(MovableAllocation::id).toList());
        Map<JobId, Spent> all =
                spent.of(limited.stream().map(MovableAllocation::job).collect(toSet()));
        Map<JobId, Spent> spending = new HashMap<>();
        all.forEach((job, one) ->
                spending.put(job, one.without(leaving.getOrDefault(job, Money.ZERO), now)));
        return spending;
    }

    private static boolean hasBudget(@Nullable JobSpec spec) {
        return spec != null && spec.budget() != null;
    }
}

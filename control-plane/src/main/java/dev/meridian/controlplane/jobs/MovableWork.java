package dev.meridian.controlplane.jobs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.DepartingCopy;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.MovableAllocation;
import dev.meridian.controlplane.jobs.model.Spent;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.store.MovableRows;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What may have to leave its node, and what has half left it.
@Service
public class MovableWork {
    private final MovableRows rows;
    private final SpecCache specs;

    MovableWork(MovableRows rows, SpecCache specs) {
        this.rows = rows;
        this.specs = specs;
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

    /// The same as groups that a planner can place, as if they waited.
    public List<EligibleGroup> groups(List<MovableAllocation> movable) {
        if (movable.isEmpty()) {
            return List.of();
        }
        Map<JobId, JobSpec> byJob =
                specs.of(movable.stream().map(MovableAllocation::job).collect(toSet()));
        Map<UUID, List<MovableAllocation>> byGroup =
                movable.stream()
                        .collect(
                                groupingBy(
                                        MovableAllocation::groupId, LinkedHashMap::new, toList()));
        return byGroup.values().stream()
                .flatMap(all -> {
                    MovableAllocation first = all.getFirst();
                    @Nullable JobSpec spec = byJob.get(first.job());
                    return spec == null
                            ? Stream.of()
                            : spec.group(first.group()).stream()
                                    .map(group ->
                                            new EligibleGroup(
                                                    first.job(),
                                                    first.groupId(),
                                                    spec,
                                                    group,
                                                    first.queue(),
                                                    first.priority(),
                                                    first.submittedAt(),
                                                    first.gang(),
                                                    0,
                                                    Spent.NOTHING,
                                                    all.stream()
                                                            .map(MovableAllocation::waiting)
                                                            .toList()));
                })
                .toList();
    }
}

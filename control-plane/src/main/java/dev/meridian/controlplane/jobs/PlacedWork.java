package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.HeldAllocation;
import dev.meridian.controlplane.jobs.model.HeldOfNode;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.PlacedAllocation;
import dev.meridian.controlplane.jobs.model.UnreadableCopy;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.store.HeldOfNodeRows;
import dev.meridian.controlplane.jobs.store.PlacedRows;
import dev.meridian.controlplane.jobs.store.PlacedRows.Held;
import dev.meridian.controlplane.jobs.store.StandbyViews;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/// What nodes hold.
@Service
public class PlacedWork {
    private final PlacedRows rows;
    private final StandbyViews standbys;
    private final HeldOfNodeRows sums;
    private final SpecCache specs;

    PlacedWork(PlacedRows rows, StandbyViews standbys, HeldOfNodeRows sums, SpecCache specs) {
        this.rows = rows;
        this.standbys = standbys;
        this.sums = sums;
        this.specs = specs;
    }

    /// Everything that holds resources of a node, all over the fleet.
    public List<PlacedAllocation> placed() {
        return rows.placed();
    }

    /// What these allocations hold; those that hold nothing, or do not exist, are absent.
    public List<PlacedAllocation> placedOf(Collection<AllocationId> allocations) {
        return allocations.isEmpty() ? List.of() : rows.placedOf(allocations);
    }

    /// Sums of it for each node; nodes that hold nothing are absent.
    public Map<NodeId, HeldOfNode> sums() {
        return sums.sums();
    }

    /// What nodes should hold now; those that hold nothing are absent.
    ///
    /// @param unreadable copies of jobs whose spec cannot be read: what else is known of them
    public record OnNodes(
            Map<NodeId, List<HeldAllocation>> held, Map<NodeId, List<UnreadableCopy>> unreadable) {}

    /// For many nodes at once.
    public OnNodes onNodes(Collection<NodeId> nodes) {
        if (nodes.isEmpty()) {
            return new OnNodes(Map.of(), Map.of());
        }
        List<Held> held = rows.heldBy(nodes);
        Map<JobId, JobSpec> byJob = specs(held);
        return new OnNodes(
                byNode(held, byJob),
                held.stream()
                        .filter(each -> !byJob.containsKey(each.job()))
                        .map(each ->
                                new UnreadableCopy(
                                        each.allocation(),
                                        each.job(),
                                        each.node(),
                                        each.epoch(),
                                        each.stop()))
                        .collect(Collectors.groupingBy(UnreadableCopy::node)));
    }

    /// What stands by on these nodes, as it would be if it began there now; nodes of which nothing
    /// does are absent, as is what could not begin: its spec cannot be read. The state is that of
    /// the copy that runs elsewhere.
    public Map<NodeId, List<HeldAllocation>> standingByOn(Collection<NodeId> nodes) {
        if (nodes.isEmpty()) {
            return Map.of();
        }
        List<Held> standing = standbys.heldBy(nodes);
        return byNode(standing, specs(standing));
    }

    private Map<JobId, JobSpec> specs(List<Held> held) {
        return specs.readable(held.stream().map(Held::job).collect(Collectors.toSet()));
    }

    private static Map<NodeId, List<HeldAllocation>> byNode(
            List<Held> held, Map<JobId, JobSpec> byJob) {
        return held.stream()
                .filter(each -> byJob.containsKey(each.job()))
                .map(each -> allocation(each, Objects.requireNonNull(byJob.get(each.job()))))
                .collect(Collectors.groupingBy(HeldAllocation::node));
    }

    private static HeldAllocation allocation(Held held, JobSpec spec) {
        return new HeldAllocation(
                held.allocation(),
                held.job(),
                spec,
                spec.group(held.group()).orElseThrow(),
                held.node(),
                held.index(),
                held.epoch(),
                held.state(),
                held.stop(),
                held.memory(),
                held.devices(),
                held.retries());
    }
}

package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.HeldAllocation;
import dev.meridian.controlplane.jobs.model.HeldOfNode;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.PlacedAllocation;
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

    /// What the node should hold now.
    public List<HeldAllocation> onNode(NodeId node) {
        return onNodes(List.of(node)).getOrDefault(node, List.of());
    }

    /// For many nodes at once; nodes that hold nothing are absent.
    public Map<NodeId, List<HeldAllocation>> onNodes(Collection<NodeId> nodes) {
        if (nodes.isEmpty()) {
            return Map.of();
        }
        return byNode(rows.heldBy(nodes));
    }

    /// What stands by on these nodes, as it would be if it began there now; nodes of which nothing
    /// does are absent. The state is that of the copy that runs elsewhere.
    public Map<NodeId, List<HeldAllocation>> standingByOn(Collection<NodeId> nodes) {
        return nodes.isEmpty() ? Map.of() : byNode(standbys.heldBy(nodes));
    }

    private Map<NodeId, List<HeldAllocation>> byNode(List<Held> held) {
        Map<JobId, JobSpec> byJob =
                specs.of(held.stream().map(Held::job).collect(Collectors.toSet()));
        return held.stream()
                .map(each ->
                        allocation(
                                each,
                                Objects.requireNonNull(byJob.get(each.job()), "a job has a spec")))
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

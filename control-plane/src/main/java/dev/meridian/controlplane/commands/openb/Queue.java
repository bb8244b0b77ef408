package dev.meridian.controlplane.commands.openb;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/// Pods as the planner knows what waits: each a job of one instance.
public final class Queue {
    private static final int PRIORITY = 500;

    private Queue() {}

    /// All of them wait, in this order.
    public static Snapshot of(List<Node> nodes, List<Requirement> pods) {
        return of(nodes, List.of(), pods, Map.of());
    }

    /// @param weights of goals, where they are not the usual ones
    static Snapshot of(
            List<Node> nodes,
            List<Placed> placed,
            List<Requirement> pods,
            Map<String, Double> weights) {
        return new Snapshot(
                Instant.EPOCH.plusSeconds(pods.size()),
                nodes,
                Map.of(),
                placed,
                IntStream.range(0, pods.size()).mapToObj(i -> group(i, pods.get(i))).toList(),
                weights);
    }

    private static PendingGroup group(int number, Requirement pod) {
        UUID id = new UUID(1, number);
        return new PendingGroup(
                new GroupId(id),
                new JobId(id),
                "pod",
                "openb",
                "openb",
                PRIORITY,
                Instant.EPOCH.plusSeconds(number),
                null,
                0,
                List.of(),
                null,
                null,
                List.of(new PendingAllocation(new AllocationId(id), 0, 0, pod)));
    }
}

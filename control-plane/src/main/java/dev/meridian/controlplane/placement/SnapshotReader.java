package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.PendingWork;
import dev.meridian.controlplane.jobs.PlacedWork;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.PlacedAllocation;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.store.LastNodes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/// Reads all that a plan is made from. Several queries make one snapshot; what changes between them
/// is caught by the versions when the plan is committed.
@Service
public class SnapshotReader {
    /// More than a round can start anyway; the rest waits its turn in the queue.
    private static final int MOST_PENDING = 10_000;

    private final FleetQueries fleet;
    private final PendingWork pending;
    private final PlacedWork placed;
    private final LastNodes lastNodes;

    SnapshotReader(
            FleetQueries fleet, PendingWork pending, PlacedWork placed, LastNodes lastNodes) {
        this.fleet = fleet;
        this.pending = pending;
        this.placed = placed;
        this.lastNodes = lastNodes;
    }

    public Snapshot read(Instant now) {
        // what waits is read before what is placed: what moves from one to the other meanwhile is
        // seen twice, which the
        // version catches, and never not at all, which would give its room away
        var waiting = pending.eligible(MOST_PENDING, now);
        List<PlacedAllocation> running = placed.placed();
        FleetState state = fleet.fleet();
        Map<AllocationId, NodeId> last = lastNodes.ofPending();
        Map<UUID, Long> ofGroup =
                running.stream()
                        .filter(one -> !one.departing())
                        .collect(
                                Collectors.groupingBy(
                                        PlacedAllocation::groupId, Collectors.counting()));
        return new Snapshot(
                now,
                FleetMapping.nodes(state),
                FleetMapping.links(state),
                running.stream().map(SnapshotReader::placed).toList(),
                waiting.stream()
                        .map(group ->
                                GroupMapping.group(group, count(ofGroup, group.groupId()), last))
                        .toList(),
                Map.of());
    }

    /// Whether more may wait than it holds.
    public boolean isCut(Snapshot snapshot) {
        return snapshot.pending() >= MOST_PENDING;
    }

    private static int count(Map<UUID, Long> ofGroup, UUID group) {
        return Math.toIntExact(ofGroup.getOrDefault(group, 0L));
    }

    private static Placed placed(PlacedAllocation one) {
        return new Placed(
                one.allocation(),
                new GroupId(one.groupId()),
                one.node(),
                new Amounts(one.cpu(), one.memory(), one.disk()),
                one.devices(),
                one.type().equals("service"));
    }
}

package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.PendingWork;
import dev.meridian.controlplane.jobs.PlacedWork;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.PlacedAllocation;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.store.LastNodes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        return read(now, List.of(), Set.of());
    }

    /// Also with what has a place and looks for another one.
    ///
    /// @param movers to be placed as if they waited
    /// @param leaving allocations whose present places take nothing new: they are passed over, so
    ///   that no rule counts them twice
    public Snapshot read(Instant now, List<EligibleGroup> movers, Set<AllocationId> leaving) {
        // what waits is read before what is placed: what moves from one to the other meanwhile is
        // seen twice, which the
        // version catches, and never not at all, which would give its room away
        List<EligibleGroup> waiting = together(pending.eligible(MOST_PENDING, now), movers);
        List<PlacedAllocation> running =
                placed.placed().stream()
                        .filter(one -> one.departing() || !leaving.contains(one.allocation()))
                        .toList();
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
                                GroupMapping.group(
                                        group, count(ofGroup, group.groupId()), last, now))
                        .toList(),
                Map.of());
    }

    /// A group of which some wait and others move is one group.
    private static List<EligibleGroup> together(
            List<EligibleGroup> waiting, List<EligibleGroup> movers) {
        if (movers.isEmpty()) {
            return waiting;
        }
        Map<UUID, EligibleGroup> groups = new LinkedHashMap<>();
        Stream.concat(waiting.stream(), movers.stream())
                .forEach(group -> groups.merge(group.groupId(), group, EligibleGroup::with));
        return List.copyOf(groups.values());
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

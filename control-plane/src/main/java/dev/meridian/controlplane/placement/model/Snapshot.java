package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.model.queues.QueueRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Everything a plan is made from, at one instant, immutable. What is free on a node is derived
/// from what is placed.
///
/// @param placed what holds part of a node, whatever its health
/// @param groups those with allocations that may be placed now
/// @param weights of goals by their name, where they differ from the goal's own
/// @param queues how they share
/// @param promises what the plan before promised to whom others stop for: room on these nodes
/// @param targets how full pools should be at most
public record Snapshot(
        Instant at,
        List<Node> nodes,
        Map<RegionPair, Link> links,
        List<Placed> placed,
        List<PendingGroup> groups,
        Map<String, Double> weights,
        QueueRules queues,
        Map<AllocationId, NodeId> promises,
        PoolTargets targets) {

    public Snapshot {
        nodes = List.copyOf(nodes);
        links = Map.copyOf(links);
        placed = List.copyOf(placed);
        groups = List.copyOf(groups);
        weights = Map.copyOf(weights);
        promises = Map.copyOf(promises);
    }

    /// Where pools may be filled.
    public Snapshot(
            Instant at,
            List<Node> nodes,
            Map<RegionPair, Link> links,
            List<Placed> placed,
            List<PendingGroup> groups,
            Map<String, Double> weights,
            QueueRules queues,
            Map<AllocationId, NodeId> promises) {
        this(at, nodes, links, placed, groups, weights, queues, promises, PoolTargets.NONE);
    }

    /// Where all queues share alike.
    public Snapshot(
            Instant at,
            List<Node> nodes,
            Map<RegionPair, Link> links,
            List<Placed> placed,
            List<PendingGroup> groups,
            Map<String, Double> weights) {
        this(at, nodes, links, placed, groups, weights, QueueRules.NONE, Map.of());
    }

    /// The same with other work that waits.
    public Snapshot with(List<PendingGroup> waiting) {
        return new Snapshot(at, nodes, links, placed, waiting, weights, queues, promises, targets);
    }

    /// The same after a plan that made such promises.
    public Snapshot promising(Map<AllocationId, NodeId> made) {
        return new Snapshot(at, nodes, links, placed, groups, weights, queues, made, targets);
    }

    /// The same where pools have such targets.
    public Snapshot aiming(PoolTargets other) {
        return new Snapshot(at, nodes, links, placed, groups, weights, queues, promises, other);
    }

    /// Each node with what is free on it.
    public Map<NodeId, Room> rooms() {
        Map<NodeId, List<Placed>> byNode = new HashMap<>();
        placed.forEach(one -> byNode.computeIfAbsent(one.node(), _ -> new ArrayList<>()).add(one));
        Map<NodeId, Room> rooms = HashMap.newHashMap(nodes.size());
        nodes.forEach(node ->
                rooms.put(node.id(), Room.of(node, byNode.getOrDefault(node.id(), List.of()))));
        return rooms;
    }

    public int pending() {
        return groups.stream().mapToInt(group -> group.allocations().size()).sum();
    }
}

package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.HeldAllocation;
import dev.meridian.controlplane.jobs.model.PlacedAllocation;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What nodes hold.
public class PlacedWork {

    /// Everything that holds resources of a node, all over the fleet.
    public List<PlacedAllocation> placed() {
        throw new UnsupportedOperationException("not yet");
    }

    /// What the node should hold now.
    public List<HeldAllocation> onNode(NodeId node) {
        return onNodes(List.of(node)).getOrDefault(node, List.of());
    }

    /// For many nodes at once; nodes that hold nothing are absent.
    public Map<NodeId, List<HeldAllocation>> onNodes(Collection<NodeId> nodes) {
        throw new UnsupportedOperationException("not yet");
    }
}

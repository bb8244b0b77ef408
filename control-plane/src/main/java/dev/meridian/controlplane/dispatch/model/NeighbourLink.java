package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import java.util.List;
import java.util.Set;

/// The port by which nodes are told of each other; the door that holds their streams implements it.
public interface NeighbourLink {
    /// Where a peer lends its way to the control plane.
    record Neighbour(String host, int port) {}

    /// Names a node's peers in place of those named before. Never blocks on the wire, says nothing
    /// twice, and never fails for a node that is away.
    void introduce(NodeId node, List<Neighbour> peers);

    /// The nodes whose stream ends at this replica now.
    Set<NodeId> connected();
}

package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import java.util.Set;

/// The port to the region agents; the door that holds their streams implements it.
public interface AgentLink {

    /// Hands a node its whole desired state.
    ///
    /// Never blocks on the wire and never fails for a node that is away: the state is read again
    /// when the node connects, so a push that is lost only delays it.
    void push(NodeId node, DesiredState desired);

    /// The nodes whose stream ends at this replica now.
    Set<NodeId> connected();
}

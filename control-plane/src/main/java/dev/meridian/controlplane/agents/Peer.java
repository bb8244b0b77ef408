package dev.meridian.controlplane.agents;

import dev.meridian.controlplane.fleet.model.NodeId;
import io.grpc.Context;

/// The node at the other end, as its certificate proves it.
record Peer(NodeId node, String serial) {
    /// Absent where no certificate was shown.
    static final Context.Key<Peer> KEY = Context.key("peer");
}

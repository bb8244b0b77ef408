package dev.meridian.controlplane.console.failover;

import dev.meridian.controlplane.fleet.model.Drain;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A node that is silent or being taken out.
///
/// @param copies that it still holds
/// @param silentFor null: it was never heard
/// @param lostIn until it counts as lost; null: that is not running out
record TroubledNode(
        Node node, int copies, @Nullable Duration silentFor, @Nullable Duration lostIn) {
    /// In the order of urgency.
    static final List<NodeState> STATES =
            List.of(NodeState.LOST, NodeState.SUSPECT, NodeState.DRAINING, NodeState.QUARANTINED);

    private static final Set<NodeState> BY_ORDER =
            Set.of(NodeState.DRAINING, NodeState.QUARANTINED);

    /// When it came into this; for an order without a date when its contact last changed.
    public Instant since() {
        Drain drain = node.drain();
        return BY_ORDER.contains(node.state()) && drain != null
                ? drain.since()
                : node.health().changedAt();
    }

    /// Why, where somebody said so.
    public String reason() {
        Drain drain = node.drain();
        return drain != null && node.adminReason().isEmpty() ? drain.reason() : node.adminReason();
    }
}

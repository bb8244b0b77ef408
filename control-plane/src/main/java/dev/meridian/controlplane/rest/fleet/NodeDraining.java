package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.fleet.model.Edit;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of the order to drain one node of many.
///
/// @param outcome DRAINING or REFUSED
/// @param detail why it was refused; null where it was not
/// @param remaining copies that the node holds
record NodeDraining(
        UUID id,
        String name,
        NodeState state,
        Outcome outcome,
        @Nullable String detail,
        int remaining) {

    enum Outcome {
        DRAINING,
        REFUSED
    }

    static NodeDraining of(Node node, Edit<NodeId> edit, int remaining) {
        String refusal =
                switch (edit) {
                    case Edit.Created<NodeId> _, Edit.Changed<NodeId> _ -> null;
                    case Edit.Stale<NodeId> _ -> "it was edited at the same time; try again";
                    case Edit.Missing<NodeId>(String what) -> what;
                    case Edit.Refused<NodeId>(String why) -> why;
                };
        return new NodeDraining(
                node.id().value(),
                node.name(),
                node.state(),
                refusal == null ? Outcome.DRAINING : Outcome.REFUSED,
                refusal,
                remaining);
    }
}

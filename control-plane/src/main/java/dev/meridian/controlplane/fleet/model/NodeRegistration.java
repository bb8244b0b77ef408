package dev.meridian.controlplane.fleet.model;

import java.util.Map;
import java.util.Set;

/// What a node says of itself when it connects.
///
/// @param claim where the agent believes it belongs; must be what it enrolled for
/// @param bootId of the host's kernel: another value than before means that the host was restarted
/// @param labels as given to the agent and found by it
public record NodeRegistration(
        NodeId id,
        PlaceClaim claim,
        String bootId,
        String agentVersion,
        Map<String, String> labels,
        NodeCapacity capacity,
        Set<String> drivers,
        String address) {

    public NodeRegistration {
        labels = Map.copyOf(labels);
        drivers = Set.copyOf(drivers);
    }
}

package dev.meridian.agent;

import dev.meridian.agent.link.HostPort;
import dev.meridian.agent.link.JoinToken;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the command line said.
///
/// @param shared host paths that every sandbox may read although they lie below a hidden folder
/// @param keepOnStop whether work runs on when the agent is asked to stop, for the next agent
/// @param peerPort where peers that are cut off find a way to the control plane; 0: any port, -1:
///   nowhere
/// @param checkpointStore a directory that hosts share, for the state that tasks leave
public record AgentSettings(
        List<HostPort> controlPlanes,
        String region,
        String cluster,
        String pool,
        Path dataDir,
        Optional<JoinToken> joinToken,
        Map<String, String> labels,
        List<String> drivers,
        String capacity,
        String fakeAccelerators,
        String name,
        String address,
        List<Path> shared,
        Optional<Path> checkpointStore,
        boolean keepOnStop,
        int peerPort) {
    public AgentSettings {
        controlPlanes = List.copyOf(controlPlanes);
        labels = Map.copyOf(labels);
        drivers = List.copyOf(drivers);
        shared = List.copyOf(shared);
        if (controlPlanes.isEmpty()) throw new IllegalArgumentException("name a control plane");
    }
}

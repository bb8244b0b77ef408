package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.replicas.model.Replica;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A control plane.
///
/// @param name of its host
/// @param term under which it leads; null: it does not
/// @param nodes whose agents are connected to it
/// @param silent it has given no sign for some seconds
record ReplicaAnswer(
        String id,
        String name,
        Role role,
        @Nullable Long term,
        String version,
        int httpPort,
        int agentPort,
        int nodes,
        Instant startedAt,
        Instant seenAt,
        boolean silent) {

    /// What a replica does beyond serving.
    enum Role {
        LEADER,
        FOLLOWER
    }

    static ReplicaAnswer of(Replica replica) {
        return new ReplicaAnswer(
                replica.id().toString(),
                replica.name(),
                replica.term() == null ? Role.FOLLOWER : Role.LEADER,
                replica.term(),
                replica.version(),
                replica.httpPort(),
                replica.agentPort(),
                replica.nodes(),
                replica.startedAt(),
                replica.seenAt(),
                replica.silent());
    }
}

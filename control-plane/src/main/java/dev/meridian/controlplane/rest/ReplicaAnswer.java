package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.replicas.model.Replica;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A control plane.
///
/// @param name of its host
/// @param term under which it leads; null: it does not
/// @param leadsSince null: it does not lead
/// @param leaseLeftMillis how long it leads on if it says nothing more; null: it does not lead
/// @param nodes whose agents are connected to it
/// @param silent it has given no sign for some seconds
record ReplicaAnswer(
        String id,
        String name,
        Role role,
        @Nullable Long term,
        @Nullable Instant leadsSince,
        @Nullable Long leaseLeftMillis,
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
        Replica.@Nullable Leads leads = replica.leads();
        return new ReplicaAnswer(
                replica.id().toString(),
                replica.name(),
                leads == null ? Role.FOLLOWER : Role.LEADER,
                leads == null ? null : leads.term(),
                leads == null ? null : leads.since(),
                leads == null ? null : leads.left().toMillis(),
                replica.version(),
                replica.httpPort(),
                replica.agentPort(),
                replica.nodes(),
                replica.startedAt(),
                replica.seenAt(),
                replica.silent());
    }
}

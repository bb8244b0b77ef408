package dev.meridian.controlplane.replicas.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A control plane as it stands in the database.
///
/// @param httpPort 0: it has opened none yet
/// @param agentPort likewise
/// @param nodes whose agents are connected to it
/// @param silent it has given no sign for some seconds
/// @param leads null: it does not
public record Replica(
        ReplicaId id,
        String name,
        String version,
        int httpPort,
        int agentPort,
        int nodes,
        Instant startedAt,
        Instant seenAt,
        boolean silent,
        @Nullable Leads leads) {

    /// @param since when it took the lead
    /// @param left of its lease by the database's clock; it renews it each second
    public record Leads(long term, Instant since, Duration left) {}
}

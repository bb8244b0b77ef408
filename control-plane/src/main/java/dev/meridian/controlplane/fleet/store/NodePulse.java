package dev.meridian.controlplane.fleet.store;

import dev.meridian.controlplane.fleet.model.NodeHealth;
import dev.meridian.controlplane.fleet.model.PoolId;
import java.util.UUID;

/// What may change of a node at any moment, and the version that tells whether the rest did.
record NodePulse(UUID id, PoolId pool, long version, NodeHealth health) {}

package dev.meridian.controlplane.fleet.model;

import java.util.UUID;

/// Names a node pool for life.
public record PoolId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}

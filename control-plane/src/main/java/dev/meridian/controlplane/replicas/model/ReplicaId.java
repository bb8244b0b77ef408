package dev.meridian.controlplane.replicas.model;

import java.util.UUID;

/// Names one run of a control plane: who starts again is another.
public record ReplicaId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}

package dev.meridian.controlplane.dispatch.model;

import java.util.UUID;

/// Names a drill; a later one is greater.
public record DrillId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}

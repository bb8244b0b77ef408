package dev.meridian.controlplane.fleet.model;

import java.util.UUID;

/// Names a cluster for life.
public record ClusterId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}

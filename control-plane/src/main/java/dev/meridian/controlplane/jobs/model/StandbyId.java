package dev.meridian.controlplane.jobs.model;

import java.util.UUID;

/// Names one place that stands by.
public record StandbyId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}

package dev.meridian.controlplane.jobs.model;

import java.util.UUID;

/// Names one instance of a task group, for life: each placement of it is an attempt, told apart by
/// its epoch.
public record AllocationId(UUID value) {

    /// @throws IllegalArgumentException when the text is no UUID
    public static AllocationId of(String text) {
        return new AllocationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

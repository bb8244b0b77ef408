package dev.meridian.controlplane.jobs.model;

import java.util.UUID;

/// Names a job.
public record JobId(UUID value) {

    /// @throws IllegalArgumentException when the text is no UUID
    public static JobId of(String text) {
        return new JobId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

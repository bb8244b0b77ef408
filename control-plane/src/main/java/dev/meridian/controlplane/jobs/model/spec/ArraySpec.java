package dev.meridian.controlplane.jobs.model.spec;

import org.jspecify.annotations.Nullable;

/// A big piece of work cut into sub-tasks, each told its number in `MERIDIAN_ARRAY_INDEX`.
public record ArraySpec(
        @Says("how many sub-tasks") int size,
        @Says("how many of them at once; absent: as many as fit") @Nullable Integer maxRunning) {

    public ArraySpec {
        Checks.of()
                .range("size", size, 1, TaskGroupSpec.MOST_INSTANCES)
                .range("maxRunning", maxRunning, 1, TaskGroupSpec.MOST_INSTANCES)
                .orThrow();
    }
}

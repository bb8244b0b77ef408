package dev.meridian.controlplane.jobs.model.spec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where a task leaves its state, to be restored before a start elsewhere.
public record CheckpointSpec(
        @Says("directory in which the task writes its state") String path,
        @Says("how often it is copied to the project's store") @Nullable Duration every) {

    public CheckpointSpec {
        Checks.of()
                .text("path", path, 1024)
                .duration("every", every, Duration.ofSeconds(10), Duration.ofDays(30))
                .orThrow();
    }
}

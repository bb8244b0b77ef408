package dev.meridian.controlplane.jobs.model.spec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long a job runs.
public record RuntimeSpec(
        @Says("expected run time, or auto to have it predicted") @Nullable RuntimeEstimate estimate,
        @Says("an attempt that runs longer is stopped with reason TIMEOUT")
                @Nullable Duration max) {

    private static final Duration LONGEST = Duration.ofDays(3650);

    public RuntimeSpec {
        Checks.of()
                .duration(
                        "estimate",
                        estimate == null ? null : estimate.given(),
                        Duration.ofSeconds(1),
                        LONGEST)
                .duration("max", max, Duration.ofSeconds(1), LONGEST)
                .orThrow();
    }
}

package dev.meridian.controlplane.jobs.model.spec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What becomes of copies whose node falls silent. What is absent depends on the job's type:
/// [DisconnectRule].
public record DisconnectSpec(
        @Says("fence, keep or overlap; by default fence for batch, overlap for service")
                @Nullable DisconnectPolicy policy,
        @Says(
                        "length of the lease: silence after which a copy counts as lost; by default 2m, for overlap 15s")
                @Nullable Duration lostAfter) {

    public DisconnectSpec {
        Checks.of()
                .duration("lostAfter", lostAfter, Duration.ofSeconds(2), Duration.ofDays(30))
                .orThrow();
    }
}

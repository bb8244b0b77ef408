package dev.meridian.controlplane.jobs.model.spec;

import java.time.Duration;

/// How it is found out whether an instance of a service can be sent requests.
public record HealthSpec(
        @Says("path that answers 200 when all is well") String path,
        @Says("how often it is asked") @Default("10s") Duration interval,
        @Says("how long an answer may take") @Default("2s") Duration timeout) {

    public HealthSpec {
        Checks.of()
                .text("path", path, 1024)
                .that(
                        path.startsWith("/"),
                        "path",
                        "path is " + Checks.shown(path),
                        "begin it with /")
                .duration("interval", interval, Duration.ofSeconds(1), Duration.ofHours(1))
                .duration("timeout", timeout, Duration.ofSeconds(1), Duration.ofMinutes(5))
                .orThrow();
    }
}

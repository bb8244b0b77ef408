package dev.meridian.controlplane.jobs.model.spec;

import org.jspecify.annotations.Nullable;

/// How a service is reached.
public record ServiceSpec(
        @Says("port on which each instance listens") int port,
        @Says("what it speaks there") @Default("http") Protocol protocol,
        @Says("how requests are shared out") @Default("roundrobin") Balance balance,
        @Says("how its health is asked for") @Nullable HealthSpec health) {

    public ServiceSpec {
        Checks.of().range("port", port, 1, 65_535).orThrow();
    }
}

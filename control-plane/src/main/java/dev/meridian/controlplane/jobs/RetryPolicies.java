package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.RetryPolicy;
import dev.meridian.controlplane.jobs.model.spec.RetryRule;
import dev.meridian.controlplane.jobs.model.spec.RetrySpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a spec says about retries, as the lifecycle reads it.
final class RetryPolicies {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private RetryPolicies() {}

    static RetryPolicy of(RetrySpec spec) {
        Duration cap = spec.backoff().compareTo(LONGEST_WAIT) > 0 ? spec.backoff() : LONGEST_WAIT;
        return new RetryPolicy(
                spec.max(),
                spec.backoff(),
                cap,
                spec.on().stream().map(RetryPolicies::cure).toList());
    }

    private static RetryPolicy.Cure cure(RetryRule rule) {
        @Nullable Double factor = rule.memoryFactor();
        return new RetryPolicy.Cure(
                rule.reason().word(), factor == null ? 1 : factor, rule.avoidNode());
    }
}

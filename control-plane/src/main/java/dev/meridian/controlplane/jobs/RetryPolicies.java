package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.RetryPolicy;
import dev.meridian.controlplane.jobs.model.spec.RetryRule;
import dev.meridian.controlplane.jobs.model.spec.RetrySpec;
import org.jspecify.annotations.Nullable;

/// What a spec says about retries, as the lifecycle reads it.
final class RetryPolicies {
    private RetryPolicies() {}

    static RetryPolicy of(RetrySpec spec) {
        return new RetryPolicy(
                spec.max(),
                spec.backoff(),
                spec.longestWait(),
                spec.on().stream().map(RetryPolicies::cure).toList());
    }

    private static RetryPolicy.Cure cure(RetryRule rule) {
        @Nullable Double factor = rule.memoryFactor();
        return new RetryPolicy.Cure(
                rule.reason().word(), factor == null ? 1 : factor, rule.avoidNode());
    }
}

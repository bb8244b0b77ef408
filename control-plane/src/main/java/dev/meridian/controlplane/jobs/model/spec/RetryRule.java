package dev.meridian.controlplane.jobs.model.spec;

import org.jspecify.annotations.Nullable;

/// What the next attempt does differently after an end for one reason.
public record RetryRule(
        @Says("reason with which the attempt ended") RetryReason reason,
        @Says(
                        "the next attempt asks for so many times the memory, at most for what the largest node has")
                @Nullable Double memoryFactor,
        @Says(
                        "the next attempt shuns the node of the last, until it has waited a minute and found no other")
                @Default("false")
                boolean avoidNode) {

    public RetryRule {
        Checks.of().range("memoryFactor", memoryFactor, 1, 16).orThrow();
    }
}

package dev.meridian.controlplane.jobs.model.spec;

import org.jspecify.annotations.Nullable;

/// How much of its request an instance should use on average, 1 for all of it.
public record ScalingTarget(
        @Says("share of CPU, 0.6 for 60 %") @Nullable Double cpu,
        @Says("share of memory") @Nullable Double memory,
        @Says("share of accelerators") @Nullable Double accelerators) {

    public ScalingTarget {
        Checks.of()
                .range("cpu", cpu, 0.01, 1)
                .range("memory", memory, 0.01, 1)
                .range("accelerators", accelerators, 0.01, 1)
                .that(
                        cpu != null || memory != null || accelerators != null,
                        "",
                        "target names no resource",
                        "give cpu, memory or accelerators",
                        "cpu",
                        "memory",
                        "accelerators")
                .orThrow();
    }
}

package dev.meridian.controlplane.jobs.model.spec;

import org.jspecify.annotations.Nullable;

/// Within which bounds, and to which aim, a service grows and shrinks.
public record ScalingSpec(
        @Says("instances at least") @Default("1") int min,
        @Says("instances at most") int max,
        @Says("use to aim at") @Nullable ScalingTarget target,
        @Says("grow ahead of the demand that is forecast") @Default("false") boolean predictive) {

    public ScalingSpec {
        Checks.of()
                .range("min", min, 0, TaskGroupSpec.MOST_INSTANCES)
                .range("max", max, 1, TaskGroupSpec.MOST_INSTANCES)
                .that(
                        min <= max,
                        "min",
                        "min " + min + " is above max " + max,
                        "give at most " + max,
                        "max")
                .orThrow();
    }
}

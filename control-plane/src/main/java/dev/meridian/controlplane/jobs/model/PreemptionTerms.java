package dev.meridian.controlplane.jobs.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Whether and how an allocation may be stopped for others.
///
/// @param minRuntime it is left alone for so long after its start; null: not at all
/// @param losesAtMost run time that a stop costs it at most; null: all of it
/// @param gang names, within its job, what falls with it; null: nothing
public record PreemptionTerms(
        boolean preemptible,
        @Nullable Duration minRuntime,
        @Nullable Duration losesAtMost,
        @Nullable String gang) {}

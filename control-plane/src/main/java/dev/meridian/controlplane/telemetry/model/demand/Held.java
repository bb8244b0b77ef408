package dev.meridian.controlplane.telemetry.model.demand;

import org.jspecify.annotations.Nullable;

/// What running work of one project was given of one pool.
///
/// @param pool `region/cluster/pool`
/// @param service null: batch jobs
public record Held(String pool, String project, @Nullable String service, Asked asked) {}

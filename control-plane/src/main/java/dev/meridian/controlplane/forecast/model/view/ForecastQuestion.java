package dev.meridian.controlplane.forecast.model.view;

import dev.meridian.controlplane.projects.model.VisibleProjects;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import org.jspecify.annotations.Nullable;

/// Which forecasts are asked for; null: any.
///
/// @param visible whose projects and services the one who asks may see
public record ForecastQuestion(
        @Nullable Scope scope,
        @Nullable String owner,
        @Nullable String resource,
        @Nullable Measure measure,
        VisibleProjects visible) {}

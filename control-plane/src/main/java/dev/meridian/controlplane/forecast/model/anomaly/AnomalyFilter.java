package dev.meridian.controlplane.forecast.model.anomaly;

import dev.meridian.controlplane.projects.model.VisibleProjects;
import org.jspecify.annotations.Nullable;

/// Which anomalies are asked for.
///
/// @param open true: those that go on; false: those that are over; null: both
/// @param type `node`, `cluster`, `pool`, `project`, `service`; null: all
/// @param subject its id; null: all
/// @param metric null: all
/// @param visible those of other projects are left out; those of the fleet are everybody's
public record AnomalyFilter(
        @Nullable Boolean open,
        @Nullable String type,
        @Nullable String subject,
        @Nullable String metric,
        VisibleProjects visible) {}

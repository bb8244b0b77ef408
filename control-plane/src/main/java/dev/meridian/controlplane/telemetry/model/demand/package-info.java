/// What is needed, over time: series of clusters, pools, projects and services as plain values.
@NullMarked
package dev.meridian.controlplane.telemetry.model.demand;

import org.jspecify.annotations.NullMarked;

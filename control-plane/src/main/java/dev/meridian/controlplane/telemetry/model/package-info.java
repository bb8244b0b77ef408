/// Samples, series and log chunks as plain values.
@NullMarked
package dev.meridian.controlplane.telemetry.model;

import org.jspecify.annotations.NullMarked;

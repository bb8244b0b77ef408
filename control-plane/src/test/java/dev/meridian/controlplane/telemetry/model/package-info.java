@NullMarked
package dev.meridian.controlplane.telemetry.model;

import org.jspecify.annotations.NullMarked;

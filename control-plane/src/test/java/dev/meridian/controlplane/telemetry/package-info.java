@NullMarked
package dev.meridian.controlplane.telemetry;

import org.jspecify.annotations.NullMarked;

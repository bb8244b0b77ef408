@NullMarked
package dev.meridian.controlplane.telemetry.store;

import org.jspecify.annotations.NullMarked;

/// SQL of samples and logs: both move, so it is plain named SQL.
@NullMarked
package dev.meridian.controlplane.telemetry.store;

import org.jspecify.annotations.NullMarked;

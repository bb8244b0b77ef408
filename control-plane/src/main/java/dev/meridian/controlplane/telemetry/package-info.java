/// What is measured on nodes and allocations, and what their tasks wrote to stdout and stderr.
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.meridian.controlplane.telemetry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Tasks of SkyPilot.
@NullMarked
package dev.meridian.controlplane.jobs.imports.skypilot;

import org.jspecify.annotations.NullMarked;

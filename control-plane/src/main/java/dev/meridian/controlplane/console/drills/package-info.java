/// Rehearsals of the loss of a region: begun, followed and read.
@NullMarked
package dev.meridian.controlplane.console.drills;

import org.jspecify.annotations.NullMarked;

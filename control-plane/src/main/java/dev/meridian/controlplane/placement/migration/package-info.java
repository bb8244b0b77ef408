/// Few moves of what runs, so that more of what waits finds room.
@NullMarked
package dev.meridian.controlplane.placement.migration;

import org.jspecify.annotations.NullMarked;

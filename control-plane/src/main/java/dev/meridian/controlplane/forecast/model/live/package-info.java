/// Ten thousand series that are forecast anew at every tick.
@NullMarked
package dev.meridian.controlplane.forecast.model.live;

import org.jspecify.annotations.NullMarked;

/// SQL of forecasts, of what predictions are learned from, and of what was learned.
@NullMarked
package dev.meridian.controlplane.forecast.store;

import org.jspecify.annotations.NullMarked;

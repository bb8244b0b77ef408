/// Forecasters that keep a small state per series and learn from one value at a time.
@NullMarked
package dev.meridian.controlplane.forecast.model.expert;

import org.jspecify.annotations.NullMarked;

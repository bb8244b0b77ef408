/// Many series at once, each forecast from its end: the backtest of wide files.
@NullMarked
package dev.meridian.controlplane.forecast.model.panel;

import org.jspecify.annotations.NullMarked;

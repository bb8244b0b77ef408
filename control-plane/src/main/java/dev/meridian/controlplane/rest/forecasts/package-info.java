/// Forecasts and the models behind them, over HTTP.
@NullMarked
package dev.meridian.controlplane.rest.forecasts;

import org.jspecify.annotations.NullMarked;

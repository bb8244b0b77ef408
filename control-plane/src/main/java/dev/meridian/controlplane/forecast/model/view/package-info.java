/// Forecasts and models as people and planners read them.
@NullMarked
package dev.meridian.controlplane.forecast.model.view;

import org.jspecify.annotations.NullMarked;

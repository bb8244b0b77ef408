/// Bands around a forecast, kept honest by what came after earlier ones.
@NullMarked
package dev.meridian.controlplane.forecast.model.band;

import org.jspecify.annotations.NullMarked;

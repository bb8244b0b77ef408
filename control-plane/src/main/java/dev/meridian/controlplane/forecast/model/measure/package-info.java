/// How wrong a forecast was, and how honest its band.
@NullMarked
package dev.meridian.controlplane.forecast.model.measure;

import org.jspecify.annotations.NullMarked;

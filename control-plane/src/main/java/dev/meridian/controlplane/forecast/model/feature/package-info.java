/// What a model is told about a series at one origin and horizon.
@NullMarked
package dev.meridian.controlplane.forecast.model.feature;

import org.jspecify.annotations.NullMarked;

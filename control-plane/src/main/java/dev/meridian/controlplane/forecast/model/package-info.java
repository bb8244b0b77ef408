/// What a forecast is made of, in plain Java: series, models and what they answer.
@NullMarked
package dev.meridian.controlplane.forecast.model;

import org.jspecify.annotations.NullMarked;

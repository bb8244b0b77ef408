/// Which expert is believed how much, when the model is heard, and when it is replaced.
@NullMarked
package dev.meridian.controlplane.forecast.model.weigh;

import org.jspecify.annotations.NullMarked;

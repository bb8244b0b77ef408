/// What will be needed, with bands, and the models behind it.
@NullMarked
package dev.meridian.controlplane.console.forecasts;

import org.jspecify.annotations.NullMarked;

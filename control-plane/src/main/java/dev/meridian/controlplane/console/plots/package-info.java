/// What plots of the console are drawn from.
@NullMarked
package dev.meridian.controlplane.console.plots;

import org.jspecify.annotations.NullMarked;

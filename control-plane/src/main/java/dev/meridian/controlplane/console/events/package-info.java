/// The history, as it happens and backwards.
@NullMarked
package dev.meridian.controlplane.console.events;

import org.jspecify.annotations.NullMarked;

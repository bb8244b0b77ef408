/// What waits, in order, and why.
@NullMarked
package dev.meridian.controlplane.console.queue;

import org.jspecify.annotations.NullMarked;

/// The first page: regions on a map of the world, and what they hold.
@NullMarked
package dev.meridian.controlplane.console.fleet;

import org.jspecify.annotations.NullMarked;

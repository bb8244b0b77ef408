/// The nodes of the fleet: a heat map and a table.
@NullMarked
package dev.meridian.controlplane.console.nodes;

import org.jspecify.annotations.NullMarked;

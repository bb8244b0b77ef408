/// The rows of the fleet: JPA for what is edited, named SQL for the health of nodes.
@NullMarked
package dev.meridian.controlplane.fleet.store;

import org.jspecify.annotations.NullMarked;

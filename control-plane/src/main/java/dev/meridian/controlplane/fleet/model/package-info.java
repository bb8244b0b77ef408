/// Values of the fleet, pure Java.
@NullMarked
package dev.meridian.controlplane.fleet.model;

import org.jspecify.annotations.NullMarked;

/// What a machine is, in plain Java.
@NullMarked
package dev.meridian.controlplane.fleet.model;

import org.jspecify.annotations.NullMarked;

/// What a node is told to hold, and the port through which it is told; plain Java.
@NullMarked
package dev.meridian.controlplane.dispatch.model;

import org.jspecify.annotations.NullMarked;

/// SQL of leases and of what is pushed to nodes.
@NullMarked
package dev.meridian.controlplane.dispatch.store;

import org.jspecify.annotations.NullMarked;

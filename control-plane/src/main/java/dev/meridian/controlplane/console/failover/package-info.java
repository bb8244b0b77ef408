/// What is silent, what is at stake, and what was taken over.
@NullMarked
package dev.meridian.controlplane.console.failover;

import org.jspecify.annotations.NullMarked;

/// The rows of replicas, and the place where each transaction of a leader asks for its term.
@NullMarked
package dev.meridian.controlplane.replicas.store;

import org.jspecify.annotations.NullMarked;

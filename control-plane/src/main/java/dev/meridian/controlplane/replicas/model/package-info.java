/// What is known of replicas.
@NullMarked
package dev.meridian.controlplane.replicas.model;

import org.jspecify.annotations.NullMarked;

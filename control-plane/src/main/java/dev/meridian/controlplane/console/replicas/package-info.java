/// The control planes on this database, and which of them leads.
@NullMarked
package dev.meridian.controlplane.console.replicas;

import org.jspecify.annotations.NullMarked;

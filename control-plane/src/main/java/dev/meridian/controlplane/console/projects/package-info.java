/// Tenants: what they hold, what they may hold, and what it costs.
@NullMarked
package dev.meridian.controlplane.console.projects;

import org.jspecify.annotations.NullMarked;

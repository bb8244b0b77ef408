/// Callers, roles, projects and queues as plain values.
@NullMarked
package dev.meridian.controlplane.projects.model;

import org.jspecify.annotations.NullMarked;

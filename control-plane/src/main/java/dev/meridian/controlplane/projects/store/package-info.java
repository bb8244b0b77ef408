/// Rows of projects, queues, users and tokens.
@NullMarked
package dev.meridian.controlplane.projects.store;

import org.jspecify.annotations.NullMarked;

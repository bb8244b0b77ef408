/// The list of jobs: filters with counts, and orders to many of them at once.
@NullMarked
package dev.meridian.controlplane.console.jobs;

import org.jspecify.annotations.NullMarked;

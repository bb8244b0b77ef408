/// Slurm's batch scripts.
@NullMarked
package dev.meridian.controlplane.jobs.imports.slurm;

import org.jspecify.annotations.NullMarked;

/// What comes of reading the job files of other schedulers.
@NullMarked
package dev.meridian.controlplane.jobs.model.imports;

import org.jspecify.annotations.NullMarked;

/// The tables of jobs: specs by JPA, everything that moves by named statements on whole batches.
@NullMarked
package dev.meridian.controlplane.jobs.store;

import org.jspecify.annotations.NullMarked;

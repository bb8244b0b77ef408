/// What is told of jobs, shaped for answers.
@NullMarked
package dev.meridian.controlplane.jobs.model.view;

import org.jspecify.annotations.NullMarked;

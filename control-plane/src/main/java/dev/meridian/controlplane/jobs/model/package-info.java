/// What was asked and how far it is, in plain Java.
@NullMarked
package dev.meridian.controlplane.jobs.model;

import org.jspecify.annotations.NullMarked;

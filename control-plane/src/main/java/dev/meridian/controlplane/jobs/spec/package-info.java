/// From the text of a job spec to its records and back; internal to `jobs`, but for the field lists
/// that doors show.
///
/// JSON and YAML become one [SpecTree]; [SpecWalk] turns a tree into records by the components of
/// `jobs.model.spec`, which are the only list of fields.
@NullMarked
package dev.meridian.controlplane.jobs.spec;

import org.jspecify.annotations.NullMarked;

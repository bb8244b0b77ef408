/// The job spec as its users write it: one record for each object, one component for each field.
///
/// The records are the only list of fields there is. The reader, the writer, the reference in
/// docs/reference/job-spec.md, the OpenAPI schema and `notYetEffective` are all derived from their
/// components.
@NullMarked
package dev.meridian.controlplane.jobs.model.spec;

import org.jspecify.annotations.NullMarked;

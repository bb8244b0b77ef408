package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.List;

/// What came of reading a job spec.
public sealed interface SpecReading {

    /// @param notYetEffective pointers of what is asked for but changes nothing yet
    record Accepted(JobSpec spec, List<String> notYetEffective) implements SpecReading {}

    /// Broken syntax, an unknown field or a wrong type; what is impossible besides is listed too.
    record Unparsable(List<Refusal> refusals) implements SpecReading {}

    /// Well-formed, but no job can be like that.
    record Impossible(List<Refusal> refusals) implements SpecReading {}
}

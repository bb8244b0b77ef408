package dev.meridian.controlplane.console.submit;

import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import java.util.List;

/// What came of reading a text as a job.
sealed interface Checked {

    /// @param spec bound to what the project allows
    /// @param notYetEffective what it asks for that changes nothing yet
    /// @param warnings what of the project's defaults does not apply, and why
    record Ready(JobSpec spec, String queue, List<Problem> notYetEffective, List<String> warnings)
            implements Checked {}

    record Wrong(List<Problem> problems) implements Checked {}
}

package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.List;

/// What a project says of a job that is to be submitted to it.
public sealed interface AdmittedJob {

    /// @param spec bound to what the project says
    /// @param queue of the project, the default filled
    /// @param warnings sentences: what of the project's defaults does not apply, what has no effect
    ///   on some groups, and why
    record Ready(JobSpec spec, String queue, List<String> warnings) implements AdmittedJob {
        public Ready {
            warnings = List.copyOf(warnings);
        }
    }

    /// It can never be as asked: one refusal for each reason.
    record Refused(List<Refusal> refusals) implements AdmittedJob {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /// The caller may not submit there.
    record Forbidden(String sentence) implements AdmittedJob {}
}

package dev.meridian.controlplane.projects.model;

import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.List;
import java.util.Set;

/// Whether a job may ever run. When it runs is another question, and placement's.
public sealed interface Admission {

    /// @param residency what job and project both allow, to be kept with the job; empty: any
    ///   jurisdiction
    record Admitted(String project, String queue, Set<String> residency) implements Admission {
        public Admitted {
            residency = Set.copyOf(residency);
        }
    }

    /// It can never be as asked: one refusal for each reason.
    record Refused(List<Refusal> refusals) implements Admission {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /// The caller may not submit there. The same answer whether or not such a project exists.
    record Forbidden(String sentence) implements Admission {}
}

package dev.meridian.controlplane.projects.model;

import dev.meridian.controlplane.kernel.model.Refusal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a job may ever run. When it runs is another question, and placement's.
public sealed interface Admission {

    /// @param residency what job and project both allow, to be kept with the job; empty: any
    ///   jurisdiction
    /// @param redundancy of jobs of the project that do not say so themselves; null: none
    record Admitted(
            String project, String queue, Set<String> residency, @Nullable Redundancy redundancy)
            implements Admission {
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

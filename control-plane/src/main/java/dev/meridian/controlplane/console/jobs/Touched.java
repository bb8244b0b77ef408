package dev.meridian.controlplane.console.jobs;

import dev.meridian.controlplane.jobs.model.JobOrder;
import dev.meridian.controlplane.jobs.model.view.JobLine;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Role;
import java.util.Optional;

/// A job that is to be ordered about.
///
/// @param why not; empty where it may
record Touched(JobLine job, boolean may, String why) {

    static Touched of(JobOrder order, JobLine job, Caller caller) {
        Optional<String> hindrance = refusal(job, caller).or(() -> order.hindrance(job.state()));
        return new Touched(job, hindrance.isEmpty(), hindrance.orElse(""));
    }

    /// For those who may only look on.
    static Optional<String> refusal(JobLine job, Caller caller) {
        return caller.may(Role.SUBMITTER, job.project())
                ? Optional.empty()
                : Optional.of("it needs the role submitter in project " + job.project());
    }
}

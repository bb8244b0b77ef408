package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.Admitting;
import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.SpecReading;
import dev.meridian.controlplane.jobs.model.AdmittedJob;
import dev.meridian.controlplane.jobs.model.IdempotencyKey;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.NewJob;
import dev.meridian.controlplane.jobs.model.Submission;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.view.JobLine;
import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.projects.model.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Brings specs that were read through admission into the store.
@Component
class Submitting {

    /// A spec with the queue it goes to, or why it does not.
    sealed interface Checked {
        /// @param notYetEffective pointers to what it asks for that changes nothing yet
        /// @param warnings sentences
        record Ready(
                JobSpec spec, String queue, List<String> notYetEffective, List<String> warnings)
                implements Checked {}

        record Refused(ProblemAnswer problem) implements Checked {}
    }

    /// What became of a spec.
    sealed interface Outcome {
        /// @param replayed an earlier submission with the same key stored it
        record Stored(JobLineAnswer job, boolean replayed) implements Outcome {}

        record Refused(ProblemAnswer problem) implements Outcome {}
    }

    private final Admitting admitting;
    private final Jobs jobs;
    private final JobQueries queries;

    Submitting(Admitting admitting, Jobs jobs, JobQueries queries) {
        this.admitting = admitting;
        this.jobs = jobs;
        this.queries = queries;
    }

    Checked check(Caller caller, SpecReading reading) {
        return switch (reading) {
            case SpecReading.Unparsable(List<Refusal> refusals) ->
                    refused(ProblemKind.UNPARSABLE, refusals);
            case SpecReading.Impossible(List<Refusal> refusals) ->
                    refused(ProblemKind.IMPOSSIBLE, refusals);
            case SpecReading.Accepted(JobSpec spec, List<String> notYetEffective) ->
                    admitted(caller, spec, notYetEffective);
        };
    }

    private Checked admitted(Caller caller, JobSpec spec, List<String> notYetEffective) {
        return switch (admitting.admit(caller, spec)) {
            case AdmittedJob.Ready(JobSpec bound, String queue, List<String> warnings) ->
                    new Checked.Ready(bound, queue, notYetEffective, warnings);
            case AdmittedJob.Refused(List<Refusal> refusals) ->
                    refused(ProblemKind.IMPOSSIBLE, refusals);
            case AdmittedJob.Forbidden(String sentence) ->
                    new Checked.Refused(ProblemAnswer.of(ProblemKind.FORBIDDEN, sentence));
        };
    }

    /// @param keys one for each spec; null where none was given
    List<Outcome> submit(Caller caller, List<Checked> specs, List<@Nullable IdempotencyKey> keys) {
        List<NewJob> fresh = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            if (specs.get(i) instanceof Checked.Ready ready) {
                fresh.add(
                        new NewJob(
                                ready.spec(),
                                ready.queue(),
                                caller.name(),
                                keys.get(i),
                                ready.warnings()));
            }
        }
        List<Submission> submissions = fresh.isEmpty() ? List.of() : jobs.submitAll(fresh);
        Map<JobId, JobLine> lines = queries.lines(stored(submissions));
        List<Outcome> outcomes = new ArrayList<>();
        int next = 0;
        for (Checked checked : specs) {
            outcomes.add(
                    switch (checked) {
                        case Checked.Refused(ProblemAnswer problem) -> new Outcome.Refused(problem);
                        case Checked.Ready ready -> outcome(submissions.get(next++), lines, ready);
                    });
        }
        return outcomes;
    }

    private static List<JobId> stored(List<Submission> submissions) {
        return submissions.stream()
                .<JobId>mapMulti((submission, out) -> {
                    switch (submission) {
                        case Submission.Accepted(JobId job) -> out.accept(job);
                        case Submission.Repeated(JobId job) -> out.accept(job);
                        case Submission.KeyTaken _, Submission.InFlight _ -> {}
                    }
                })
                .toList();
    }

    private static Outcome outcome(
            Submission submission, Map<JobId, JobLine> lines, Checked.Ready ready) {
        return switch (submission) {
            case Submission.Accepted(JobId job) -> stored(job, lines, ready, false);
            case Submission.Repeated(JobId job) -> stored(job, lines, ready, true);
            case Submission.KeyTaken(String key) ->
                    new Outcome.Refused(
                            ProblemAnswer.of(
                                    ProblemKind.KEY_REUSED,
                                    "The key \""
                                            + key
                                            + "\" was used before with another body; choose a new one."));
            case Submission.InFlight(String key) ->
                    new Outcome.Refused(
                            ProblemAnswer.of(
                                    ProblemKind.KEY_IN_FLIGHT,
                                    "A submission with the key \""
                                            + key
                                            + "\" is being stored; ask again."));
        };
    }

    private static Outcome stored(
            JobId job, Map<JobId, JobLine> lines, Checked.Ready ready, boolean replayed) {
        JobLine line = lines.get(job);
        if (line == null) {
            throw new IllegalStateException("job " + job + " was stored but cannot be read");
        }
        return new Outcome.Stored(
                JobLineAnswer.of(line, ready.notYetEffective(), ready.warnings()), replayed);
    }

    private static Checked refused(ProblemKind kind, List<Refusal> refusals) {
        return new Checked.Refused(ProblemAnswer.of(kind, refusals));
    }
}

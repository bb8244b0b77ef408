package dev.meridian.controlplane.console.submit;

import dev.meridian.controlplane.jobs.Admitting;
import dev.meridian.controlplane.jobs.JobSpecReader;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.SpecFormat;
import dev.meridian.controlplane.jobs.SpecReading;
import dev.meridian.controlplane.jobs.model.AdmittedJob;
import dev.meridian.controlplane.jobs.model.IdempotencyKey;
import dev.meridian.controlplane.jobs.model.NewJob;
import dev.meridian.controlplane.jobs.model.Submission;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.projects.model.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;

/// Reads what somebody wrote, asks the project, and sends it: as the REST API does, for people.
@Component
class SpecDesk {
    private static final int LONGEST = 1_000_000;

    private final JobSpecReader reader;
    private final Admitting admitting;
    private final Jobs jobs;

    SpecDesk(JobSpecReader reader, Admitting admitting, Jobs jobs) {
        this.reader = reader;
        this.admitting = admitting;
        this.jobs = jobs;
    }

    Checked check(Caller caller, String text) {
        if (text.isBlank()) {
            return wrong(new Problem(0, "", "There is no text yet.", "Begin with a template."));
        }
        if (text.length() > LONGEST) {
            return wrong(new Problem(0, "", "The text is longer than 1 MB.", ""));
        }
        SpecLines lines = SpecLines.of(text);
        return switch (reader.read(text.getBytes(StandardCharsets.UTF_8), SpecFormat.YAML)) {
            case SpecReading.Unparsable(List<Refusal> refusals) -> wrong(refusals, lines);
            case SpecReading.Impossible(List<Refusal> refusals) -> wrong(refusals, lines);
            case SpecReading.Accepted(JobSpec spec, List<String> notYetEffective) ->
                    admitted(caller, spec, notYetEffective, lines);
        };
    }

    private Checked admitted(
            Caller caller, JobSpec spec, List<String> notYetEffective, SpecLines lines) {
        return switch (admitting.admit(caller, spec)) {
            case AdmittedJob.Ready(JobSpec bound, String queue, List<String> warnings) ->
                    new Checked.Ready(
                            bound,
                            queue,
                            notYetEffective.stream()
                                    .map(pointer ->
                                            new Problem(lines.of(pointer, ""), pointer, "", ""))
                                    .toList(),
                            warnings);
            case AdmittedJob.Refused(List<Refusal> refusals) -> wrong(refusals, lines);
            case AdmittedJob.Forbidden(String sentence) ->
                    wrong(
                            new Problem(
                                    lines.of("/project", ""),
                                    "/project",
                                    sentence,
                                    "Name a project in which you hold the role submitter."));
        };
    }

    /// @param formKey of the page that was filled in: the same text is sent once from it
    Submission send(Caller caller, Checked.Ready ready, String text, String formKey) {
        String hash = sha256(text);
        var key = new IdempotencyKey(caller.userId().toString(), formKey + "-" + hash, hash);
        return jobs.submit(
                new NewJob(ready.spec(), ready.queue(), caller.name(), key, ready.warnings()));
    }

    private static Checked wrong(List<Refusal> refusals, SpecLines lines) {
        return new Checked.Wrong(
                refusals.stream()
                        .map(one ->
                                new Problem(
                                        lines.of(one.pointer(), one.detail()),
                                        one.pointer(),
                                        one.detail(),
                                        one.hint()))
                        .toList());
    }

    private static Checked wrong(Problem problem) {
        return new Checked.Wrong(List.of(problem));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

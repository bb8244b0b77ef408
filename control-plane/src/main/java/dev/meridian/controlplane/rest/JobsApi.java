package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.forecast.RightSizing;
import dev.meridian.controlplane.jobs.BatchReading;
import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.JobSpecReader;
import dev.meridian.controlplane.jobs.SpecReading;
import dev.meridian.controlplane.jobs.model.JobState;
import dev.meridian.controlplane.jobs.model.view.JobFilter;
import dev.meridian.controlplane.jobs.model.view.JobLine;
import dev.meridian.controlplane.jobs.model.view.JobView;
import dev.meridian.controlplane.jobs.model.view.Page;
import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.placement.DryRuns;
import dev.meridian.controlplane.placement.ExpectedStarts;
import dev.meridian.controlplane.placement.model.DryRun;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import dev.meridian.controlplane.rest.Submitting.Checked;
import dev.meridian.controlplane.rest.Submitting.Outcome;
import dev.meridian.controlplane.rest.security.AuditTrail;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Jobs: submitted, listed, shown.
@RestController
@RequestMapping("/api/v1")
class JobsApi {

    static final String REPLAYED = "Idempotent-Replayed";
    private final JobSpecReader reader;
    private final Submitting submitting;
    private final JobQueries queries;
    private final VisibleJobs visible;
    private final DryRuns dryRuns;
    private final ExpectedStarts starts;
    private final RightSizing sizing;

    JobsApi(
            JobSpecReader reader,
            Submitting submitting,
            JobQueries queries,
            VisibleJobs visible,
            DryRuns dryRuns,
            ExpectedStarts starts,
            RightSizing sizing) {
        this.reader = reader;
        this.submitting = submitting;
        this.queries = queries;
        this.visible = visible;
        this.dryRuns = dryRuns;
        this.starts = starts;
        this.sizing = sizing;
    }

    /// Stores a job, to be placed as soon as it can be; as a dry run, says what would become of it
    /// and stores nothing.
    @ApiResponse(
            responseCode = "200",
            description = "of a dry run",
            content =
                    @Content(
                            mediaType = SpecBody.JSON,
                            schema = @Schema(implementation = DryRun.class)))
    @ApiResponse(
            responseCode = "201",
            headers = @Header(name = "Location", schema = @Schema(type = "string")),
            content =
                    @Content(
                            mediaType = SpecBody.JSON,
                            schema = @Schema(implementation = JobLineAnswer.class)))
    @PostMapping(
            path = "/jobs",
            consumes = {SpecBody.JSON, SpecBody.YAML, SpecBody.OLD_YAML, SpecBody.TEXT_YAML})
    ResponseEntity<?> submit(
            Caller caller,
            HttpServletRequest request,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestParam(defaultValue = "false") boolean dryRun)
            throws IOException {
        SpecBody body = SpecBody.of(request);
        Checked checked = submitting.check(caller, reader.read(body.bytes(), body.format()));
        if (checked instanceof Checked.Refused(ProblemAnswer problem)) {
            throw new RefusedRequest(problem);
        }
        if (dryRun && checked instanceof Checked.Ready ready) {
            return ResponseEntity.ok(dryRuns.plan(ready.spec()));
        }
        if (checked instanceof Checked.Ready ready) {
            AuditTrail.note(request, "project", ready.spec().project());
        }
        var keys = IdempotencyKeys.one(caller, key, body.sha256());
        return switch (submitting.submit(caller, List.of(checked), keys).getFirst()) {
            case Outcome.Refused(ProblemAnswer problem) -> throw new RefusedRequest(problem);
            case Outcome.Stored(JobLineAnswer job, boolean replayed) ->
                    ResponseEntity.created(URI.create("/api/v1/jobs/" + job.id()))
                            .headers(headers -> {
                                if (replayed) {
                                    headers.set(REPLAYED, "true");
                                }
                            })
                            .body(job);
        };
    }

    /// Stores up to 10,000 jobs, each on its own.
    @PostMapping(
            path = "/jobs:batch",
            consumes = {SpecBody.JSON, SpecBody.YAML, SpecBody.OLD_YAML, SpecBody.TEXT_YAML})
    BatchAnswer submitBatch(
            Caller caller,
            HttpServletRequest request,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key)
            throws IOException {
        SpecBody body = SpecBody.of(request);
        List<SpecReading> readings =
                switch (reader.readBatch(body.bytes(), body.format())) {
                    case BatchReading.Each(List<SpecReading> each) -> each;
                    case BatchReading.Unparsable(List<Refusal> refusals) ->
                            throw new RefusedRequest(ProblemKind.UNPARSABLE, refusals);
                    case BatchReading.Impossible(List<Refusal> refusals) ->
                            throw new RefusedRequest(ProblemKind.IMPOSSIBLE, refusals);
                };
        List<Checked> checked =
                readings.stream().map(reading -> submitting.check(caller, reading)).toList();
        List<Outcome> outcomes =
                submitting.submit(caller, checked, IdempotencyKeys.each(caller, key, readings));
        return new BatchAnswer(
                IntStream.range(0, outcomes.size())
                        .mapToObj(i -> item(i, outcomes.get(i)))
                        .toList());
    }

    private static BatchAnswer.Item item(int index, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Stored(JobLineAnswer job, boolean _) -> BatchAnswer.Item.of(index, job);
            case Outcome.Refused(ProblemAnswer problem) -> BatchAnswer.Item.of(index, problem);
        };
    }

    /// Newest first.
    ///
    /// @param text stands somewhere in the name
    /// @param endedSince of the jobs that have ended only those submitted since then
    @GetMapping("/jobs")
    PageAnswer<JobLineAnswer> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String project,
            @RequestParam(required = false) @Nullable List<JobState> state,
            @RequestParam(required = false) @Nullable String queue,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String submittedBy,
            @RequestParam(required = false) @Nullable Instant endedSince,
            @RequestParam(defaultValue = Cursors.USUAL) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Cursors.limit(limit);
        Optional<Set<String>> projects = projects(caller.visible(), project);
        if (projects.isEmpty()) {
            return new PageAnswer<>(List.of(), null);
        }
        var filter =
                new JobFilter(
                        projects.get(),
                        Optional.ofNullable(queue),
                        state == null ? Set.of() : Set.copyOf(state),
                        Optional.ofNullable(name),
                        Optional.ofNullable(type),
                        Optional.ofNullable(text),
                        Optional.ofNullable(submittedBy),
                        Optional.ofNullable(endedSince));
        Page<JobLine> page = Cursors.page(cursor, () -> queries.list(filter, cursor, most));
        return PageAnswer.of(page, JobLineAnswer::of);
    }

    /// Projects to look into, empty set for all of them; empty when there is none that the caller
    /// may see.
    private static Optional<Set<String>> projects(VisibleProjects visible, @Nullable String asked) {
        if (asked != null) {
            return visible.includes(asked) ? Optional.of(Set.of(asked)) : Optional.empty();
        }
        return switch (visible) {
            case VisibleProjects.All _ -> Optional.of(Set.of());
            case VisibleProjects.Only(Set<String> names) ->
                    names.isEmpty() ? Optional.empty() : Optional.of(names);
        };
    }

    @GetMapping("/jobs/{id}")
    JobAnswer get(@PathVariable UUID id) {
        JobView job = visible.job(id, Role.VIEWER);
        return JobAnswer.of(
                job,
                starts.of(job).orElse(null),
                GroupForecastAnswer.of(sizing.expected(job)),
                GroupForecastAnswer.HintAnswer.of(sizing.hints(job)));
    }
}

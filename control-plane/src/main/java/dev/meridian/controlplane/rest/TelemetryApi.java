package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.spec.Durations;
import dev.meridian.controlplane.projects.Access;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.telemetry.TelemetryQueries;
import dev.meridian.controlplane.telemetry.model.Series;
import dev.meridian.controlplane.telemetry.model.Span;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What was measured, as series in equal steps.
@RestController
@RequestMapping("/api/v1/telemetry")
class TelemetryApi {
    private final TelemetryQueries telemetry;
    private final FleetQueries fleet;
    private final JobQueries jobs;
    private final Access access;
    private final Clock clock;

    TelemetryApi(
            TelemetryQueries telemetry,
            FleetQueries fleet,
            JobQueries jobs,
            Access access,
            Clock clock) {
        this.telemetry = telemetry;
        this.fleet = fleet;
        this.jobs = jobs;
        this.access = access;
        this.clock = clock;
    }

    /// @param id of the node or allocation
    /// @param series by metric, then by device; steps in which nothing was measured are left out
    record SeriesAnswer(UUID id, Instant from, Instant to, long stepSeconds, List<Series> series) {}

    /// @param step as in `30s`, `5m`; by default one that yields about 240 points
    @GetMapping("/nodes/{id}")
    SeriesAnswer ofNode(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String step) {
        NodeId node = new NodeId(id);
        if (fleet.node(node).isEmpty()) {
            throw RefusedRequest.notFound("node " + id);
        }
        Span span = span(from, to, step);
        return answer(id, span, telemetry.ofNode(node, span));
    }

    @GetMapping("/allocations/{id}")
    SeriesAnswer ofAllocation(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String step) {
        AllocationId allocation = new AllocationId(id);
        String what = "allocation " + id;
        String project =
                jobs.allocation(allocation)
                        .orElseThrow(() -> RefusedRequest.notFound(what))
                        .project();
        access.require(Role.VIEWER, project, what);
        Span span = span(from, to, step);
        return answer(id, span, telemetry.ofAllocation(allocation, span));
    }

    private static SeriesAnswer answer(UUID id, Span span, List<Series> series) {
        return new SeriesAnswer(id, span.from(), span.to(), span.step().toSeconds(), series);
    }

    private Span span(@Nullable Instant from, @Nullable Instant to, @Nullable String step) {
        return switch (Span.of(from, to, step == null ? null : step(step), clock.instant())) {
            case Span.Valid(Span span) -> span;
            case Span.Invalid(var refusals) ->
                    throw new RefusedRequest(ProblemKind.UNPARSABLE, refusals);
        };
    }

    private static Duration step(String text) {
        try {
            return Durations.parse(text);
        } catch (NumberFormatException _) {
            throw RefusedRequest.parameter(
                    "step", "step cannot be \"" + text + "\"", "give a duration, as in 30s or 5m");
        }
    }
}

package dev.meridian.controlplane.console.node;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.spec.Durations;
import dev.meridian.controlplane.telemetry.TelemetryQueries;
import dev.meridian.controlplane.telemetry.model.Series;
import dev.meridian.controlplane.telemetry.model.Span;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/// What a node measured, for its plots.
@Controller
class NodeSeries {
    private final TelemetryQueries telemetry;
    private final FleetQueries fleet;
    private final Clock clock;

    NodeSeries(TelemetryQueries telemetry, FleetQueries fleet, Clock clock) {
        this.telemetry = telemetry;
        this.fleet = fleet;
        this.clock = clock;
    }

    /// @param range how far back from now; or give `from` and `to`
    /// @param step as in `30s`; by default one that yields about 240 points
    @GetMapping("/nodes/{id}/series")
    @ResponseBody
    Plots plots(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String step) {
        var node = new NodeId(id);
        if (fleet.sign(node).nodes() == 0) {
            throw RefusedPage.notFound("node " + id);
        }
        Instant end = to == null ? clock.instant() : instant("to", to);
        Instant start =
                from != null
                        ? instant("from", from)
                        : end.minus((range == null ? Range.HOUR : Range.parse(range)).length());
        Span span = span(start, end, step == null ? null : step(step));
        return Plots.of(span, telemetry.ofNode(node, span));
    }

    List<Series> read(NodeId node, Range range) {
        Instant now = clock.instant();
        return telemetry.ofNode(node, span(now.minus(range.length()), now, null));
    }

    private Span span(Instant from, Instant to, @Nullable Duration step) {
        return switch (Span.of(from, to, step, clock.instant())) {
            case Span.Valid(Span span) -> span;
            case Span.Invalid(var refusals) ->
                    throw RefusedPage.unreadable(
                            refusals.getFirst().detail() + "; " + refusals.getFirst().hint() + ".");
        };
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw RefusedPage.unreadable(
                    name + " cannot be \"" + text + "\"; write it as 2026-11-21T15:00:00Z.");
        }
    }

    private static Duration step(String text) {
        try {
            return Durations.parse(text);
        } catch (NumberFormatException _) {
            throw RefusedPage.unreadable(
                    "step cannot be \"" + text + "\"; give a duration, as in 30s or 5m.");
        }
    }
}

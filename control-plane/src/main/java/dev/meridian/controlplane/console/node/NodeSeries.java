package dev.meridian.controlplane.console.node;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.plots.AskedSpan;
import dev.meridian.controlplane.console.plots.Plots;
import dev.meridian.controlplane.console.plots.Range;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.telemetry.TelemetryQueries;
import dev.meridian.controlplane.telemetry.model.Series;
import dev.meridian.controlplane.telemetry.model.Span;
import java.time.Clock;
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
        Span span = new AskedSpan(range, from, to, step).read(clock.instant());
        return Plots.of(span, telemetry.ofNode(node, span));
    }

    List<Series> read(NodeId node, Range range) {
        return telemetry.ofNode(node, AskedSpan.of(range, clock.instant()));
    }
}

package dev.meridian.controlplane.console.job;

import dev.meridian.controlplane.console.plots.AskedSpan;
import dev.meridian.controlplane.console.plots.Plots;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.telemetry.TelemetryQueries;
import dev.meridian.controlplane.telemetry.model.Span;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/// What an allocation used, for its plots.
@Controller
class AllocationSeries {
    private final TelemetryQueries telemetry;
    private final SeenJobs seen;
    private final Clock clock;

    AllocationSeries(TelemetryQueries telemetry, SeenJobs seen, Clock clock) {
        this.telemetry = telemetry;
        this.seen = seen;
        this.clock = clock;
    }

    /// @param range how far back from now; or give `from` and `to`
    @GetMapping("/jobs/{id}/allocations/{allocation}/series")
    @ResponseBody
    Plots plots(
            @PathVariable UUID id,
            @PathVariable UUID allocation,
            @RequestParam(required = false) @Nullable String range,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String step) {
        seen.line(id, Role.VIEWER);
        AllocationView one = seen.allocation(new JobId(id), allocation);
        Span span = new AskedSpan(range, from, to, step).read(clock.instant());
        return Plots.of(span, telemetry.ofAllocation(one.id(), span));
    }
}

package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.dispatch.Drills;
import dev.meridian.controlplane.dispatch.model.Drill;
import dev.meridian.controlplane.dispatch.model.DrillId;
import dev.meridian.controlplane.dispatch.model.DrillOrder;
import dev.meridian.controlplane.dispatch.model.DrillReport;
import dev.meridian.controlplane.dispatch.model.DrillStart;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.rest.Cursors;
import dev.meridian.controlplane.rest.PageAnswer;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import dev.meridian.controlplane.rest.security.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Rehearsals of the loss of a region.
@RestController
@RequestMapping("/api/v1")
class DrillsApi {
    private static final int MOST = 1_000;

    private final Drills drills;
    private final Clock clock;

    DrillsApi(Drills drills, Clock clock) {
        this.drills = drills;
        this.clock = clock;
    }

    /// Begins one; it goes on by itself, and its report grows.
    @PostMapping("/regions/{id}/drill")
    ResponseEntity<DrillAnswer> start(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable DrillBody body,
            Caller caller,
            HttpServletRequest request) {
        RegionName region = Edits.valid("", () -> new RegionName(id));
        DrillOrder order = DrillBody.order(region, body, caller.name());
        Drill drill = started(drills.start(order, clock.instant()), id);
        AuditTrail.note(request, "order", order);
        AuditTrail.note(request, "drill", drill.id().toString());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/drills/" + drill.id()))
                .body(answer(drills.report(drill.id()).orElseThrow()));
    }

    private static Drill started(DrillStart start, String region) {
        return switch (start) {
            case DrillStart.Started(Drill drill) -> drill;
            case DrillStart.NoSuchRegion() ->
                    throw RefusedRequest.notFound("region \"" + region + "\"");
            case DrillStart.Refused(String why) ->
                    throw new RefusedRequest(ProblemKind.CONFLICT, why);
        };
    }

    /// Newest first, without reports.
    @GetMapping("/drills")
    PageAnswer<DrillAnswer> list(
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Cursors.limit(limit, MOST);
        List<Drill> found = drills.list(Cursors.id(cursor), limit + 1);
        return PageAnswer.of(found, limit, DrillAnswer::of, drill -> drill.id().value());
    }

    @GetMapping("/drills/{id}")
    DrillAnswer get(@PathVariable UUID id) {
        return drills.report(new DrillId(id))
                .map(this::answer)
                .orElseThrow(() -> RefusedRequest.notFound("drill " + id));
    }

    /// Opens the region to the jobs again; of one that has ended nothing changes.
    @PostMapping("/drills/{id}/abort")
    DrillAnswer abort(@PathVariable UUID id) {
        return drills.abort(new DrillId(id), clock.instant())
                .map(this::answer)
                .orElseThrow(() -> RefusedRequest.notFound("drill " + id));
    }

    private DrillAnswer answer(DrillReport report) {
        return DrillAnswer.of(report, drills.unheard());
    }
}

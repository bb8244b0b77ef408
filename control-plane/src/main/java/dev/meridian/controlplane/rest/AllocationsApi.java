package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.dispatch.Replacements;
import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.model.view.Page;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.rest.security.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Allocations with their attempts.
@RestController
@RequestMapping("/api/v1")
class AllocationsApi {

    private final JobQueries queries;
    private final VisibleJobs visible;
    private final Replacements replacements;
    private final Clock clock;
    private final HttpServletRequest current;

    /// @param current stands for whichever request is served
    AllocationsApi(
            JobQueries queries,
            VisibleJobs visible,
            Replacements replacements,
            Clock clock,
            HttpServletRequest current) {
        this.queries = queries;
        this.visible = visible;
        this.replacements = replacements;
        this.clock = clock;
        this.current = current;
    }

    /// By group and index.
    @GetMapping("/jobs/{id}/allocations")
    PageAnswer<AllocationAnswer> ofJob(
            @PathVariable UUID id,
            @RequestParam(defaultValue = Cursors.USUAL) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        visible.line(id, Role.VIEWER);
        int most = Cursors.limit(limit);
        Page<AllocationView> page =
                Cursors.page(cursor, () -> queries.allocations(new JobId(id), cursor, most));
        return PageAnswer.of(page, AllocationAnswer::of);
    }

    /// Gives up a copy that is out of sight: the allocation is placed again under the next epoch.
    @PostMapping("/allocations/{id}/replace")
    AllocationAnswer replace(
            Caller caller,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable ReplaceRequest request) {
        AuditTrail.note(current, "project", visible.allocation(id, Role.VIEWER).project());
        boolean dead = ReplaceRequest.dead(request);
        AuditTrail.note(current, "dead", dead);
        String reason =
                ReplaceRequest.reason(
                        request,
                        "given up by %s%s".formatted(caller.name(), dead ? ", as known dead" : ""));
        replacements
                .giveUp(new AllocationId(id), dead, reason, clock.instant())
                .ifPresent(why -> {
                    throw new RefusedRequest(
                            ProblemKind.CONFLICT, "The allocation is not given up: " + why + ".");
                });
        return AllocationAnswer.of(visible.allocation(id, Role.VIEWER));
    }

    @GetMapping("/allocations/{id}")
    AllocationAnswer get(@PathVariable UUID id) {
        return AllocationAnswer.of(visible.allocation(id, Role.VIEWER));
    }
}

package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.model.view.Page;
import dev.meridian.controlplane.projects.model.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Allocations with their attempts.
@RestController
@RequestMapping("/api/v1")
class AllocationsApi {

    private final JobQueries queries;
    private final VisibleJobs visible;

    AllocationsApi(JobQueries queries, VisibleJobs visible) {
        this.queries = queries;
        this.visible = visible;
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

    @GetMapping("/allocations/{id}")
    AllocationAnswer get(@PathVariable UUID id) {
        return AllocationAnswer.of(visible.allocation(id, Role.VIEWER));
    }
}

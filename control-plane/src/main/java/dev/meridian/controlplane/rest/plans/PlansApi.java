package dev.meridian.controlplane.rest.plans;

import dev.meridian.controlplane.placement.PlanHistory;
import dev.meridian.controlplane.placement.model.PlanRecord;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.rest.Cursors;
import dev.meridian.controlplane.rest.PageAnswer;
import dev.meridian.controlplane.rest.RefusedRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Plans that placed or searched anything. Their figures are everybody's, of who was awarded what
/// each sees the projects that they may see.
@RestController
@RequestMapping("/api/v1/plans")
class PlansApi {
    private static final int MOST = 1_000;

    private final PlanHistory plans;

    PlansApi(PlanHistory plans) {
        this.plans = plans;
    }

    /// Newest first, without awards.
    @GetMapping
    PageAnswer<PlanAnswer> list(
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Cursors.limit(limit, MOST);
        List<PlanRecord> found = plans.list(Cursors.id(cursor), limit + 1);
        return PageAnswer.of(found, limit, PlanAnswer::of, PlanRecord::id);
    }

    @GetMapping("/{id}")
    PlanAnswer get(@PathVariable UUID id, Caller caller) {
        return plans.find(id, caller.visible())
                .map(PlanAnswer::withAwards)
                .orElseThrow(() -> RefusedRequest.notFound("plan " + id));
    }
}

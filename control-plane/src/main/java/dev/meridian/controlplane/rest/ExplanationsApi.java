package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.Explanations;
import dev.meridian.controlplane.placement.model.Explanation;
import dev.meridian.controlplane.projects.model.Role;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Why a job waits, and why it runs where it does.
@RestController
@RequestMapping("/api/v1/jobs/{id}/explanation")
class ExplanationsApi {

    private final Explanations explanations;
    private final VisibleJobs visible;

    ExplanationsApi(Explanations explanations, VisibleJobs visible) {
        this.explanations = explanations;
        this.visible = visible;
    }

    @GetMapping
    Explanation get(@PathVariable UUID id) {
        visible.line(id, Role.VIEWER);
        return explanations
                .of(new JobId(id))
                .orElseThrow(() -> RefusedRequest.notFound("job " + id));
    }
}

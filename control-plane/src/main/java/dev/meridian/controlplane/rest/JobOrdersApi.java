package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.OrderOutcome;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.rest.security.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Orders to whole jobs. What is so already is answered like what was done; what cannot be done is
/// a conflict.
@RestController
@RequestMapping("/api/v1/jobs/{id}")
class JobOrdersApi {

    private final Jobs jobs;
    private final VisibleJobs visible;
    private final HttpServletRequest current;

    /// @param current stands for whichever request is served
    JobOrdersApi(Jobs jobs, VisibleJobs visible, HttpServletRequest current) {
        this.jobs = jobs;
        this.visible = visible;
        this.current = current;
    }

    @PostMapping("/cancel")
    JobLineAnswer cancel(
            Caller caller,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable OrderRequest request) {
        return order(caller, id, request, "cancelled", jobs::cancel);
    }

    @PostMapping("/suspend")
    JobLineAnswer suspend(
            Caller caller,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable OrderRequest request) {
        return order(caller, id, request, "suspended", jobs::suspend);
    }

    @PostMapping("/resume")
    JobLineAnswer resume(
            Caller caller,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable OrderRequest request) {
        return order(caller, id, request, "resumed", jobs::resume);
    }

    @PostMapping("/retry")
    JobLineAnswer retry(
            Caller caller,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable OrderRequest request) {
        return order(caller, id, request, "retried", jobs::retry);
    }

    private JobLineAnswer order(
            Caller caller,
            UUID id,
            @Nullable OrderRequest request,
            String done,
            BiFunction<JobId, String, OrderOutcome> order) {
        AuditTrail.note(current, "project", visible.line(id, Role.SUBMITTER).project());
        String reason = OrderRequest.reason(request, done + " by " + caller.name());
        return switch (order.apply(new JobId(id), reason)) {
            case OrderOutcome.Done _, OrderOutcome.NothingToDo _ ->
                    JobLineAnswer.of(visible.line(id, Role.SUBMITTER));
            case OrderOutcome.NotPossible(var state, String why) ->
                    throw new RefusedRequest(
                            ProblemKind.CONFLICT, "The job is " + state + ": " + why);
            case OrderOutcome.NoSuchJob _ -> throw RefusedRequest.notFound("job " + id);
        };
    }
}

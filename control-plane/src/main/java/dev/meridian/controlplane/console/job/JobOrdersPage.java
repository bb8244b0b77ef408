package dev.meridian.controlplane.console.job;

import dev.meridian.controlplane.console.access.PageAudit;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.JobOrder;
import dev.meridian.controlplane.jobs.model.OrderOutcome;
import dev.meridian.controlplane.projects.Access;
import dev.meridian.controlplane.projects.model.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Orders to one job.
@Controller
class JobOrdersPage {
    private static final int LONGEST_REASON = 1_000;

    private final SeenJobs seen;
    private final Jobs jobs;
    private final Access access;

    JobOrdersPage(SeenJobs seen, Jobs jobs, Access access) {
        this.seen = seen;
        this.jobs = jobs;
        this.access = access;
    }

    @PostMapping({
        "/jobs/{id}/cancel",
        "/jobs/{id}/suspend",
        "/jobs/{id}/resume",
        "/jobs/{id}/retry"
    })
    String order(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            RedirectAttributes then) {
        String path = request.getRequestURI();
        JobOrder order =
                JobOrder.of(path.substring(path.lastIndexOf('/') + 1))
                        .orElseThrow(() -> RefusedPage.notFound("such order"));
        seen.line(id, Role.SUBMITTER);
        if (reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw RefusedPage.unreadable(
                    "The reason may have at most " + LONGEST_REASON + " characters of text.");
        }
        String why =
                reason.isBlank() ? order.done() + " by " + access.caller().name() : reason.strip();
        PageAudit.note(request, "reason", why);
        then.addFlashAttribute(
                "flash",
                switch (jobs.order(order, new JobId(id), why)) {
                    case OrderOutcome.Done _ -> "The job is " + order.done() + ".";
                    case OrderOutcome.NothingToDo(var _, String sentence) ->
                            "Nothing to do: " + sentence + ".";
                    case OrderOutcome.NotPossible(var state, String sentence) ->
                            throw RefusedPage.conflict(
                                    "The job is " + state + ": " + sentence + ".");
                    case OrderOutcome.NoSuchJob _ -> throw RefusedPage.notFound("job " + id);
                });
        return "redirect:/jobs/" + id;
    }
}

package dev.meridian.controlplane.console.job;

import dev.meridian.controlplane.console.access.PageAudit;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.dispatch.Replacements;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Gives up a copy that is out of sight.
@Controller
class ReplacePage {
    private static final int LONGEST_REASON = 1_000;

    private final SeenJobs seen;
    private final Replacements replacements;
    private final Clock clock;

    ReplacePage(SeenJobs seen, Replacements replacements, Clock clock) {
        this.seen = seen;
        this.replacements = replacements;
        this.clock = clock;
    }

    /// @param dead the operator vouches that the copy does not run, for its host is off
    @PostMapping("/jobs/{id}/allocations/{allocation}/replace")
    String replace(
            @PathVariable UUID id,
            @PathVariable UUID allocation,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean dead,
            Caller caller,
            HttpServletRequest request,
            RedirectAttributes then) {
        seen.line(id, Role.VIEWER);
        AllocationId chosen = seen.allocation(new JobId(id), allocation).id();
        if (reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw RefusedPage.unreadable(
                    "The reason may have at most " + LONGEST_REASON + " characters of text.");
        }
        String why =
                reason.isBlank()
                        ? "given up by " + caller.name() + (dead ? ", as known dead" : "")
                        : reason.strip();
        PageAudit.note(request, "reason", why);
        PageAudit.note(request, "dead", dead);
        replacements
                .giveUp(chosen, dead, why, clock.instant())
                .ifPresent(hindrance -> {
                    throw RefusedPage.conflict(
                            "The allocation is not given up: " + hindrance + ".");
                });
        then.addFlashAttribute(
                "flash",
                "The copy is given up: the allocation is placed anew as soon as its policy allows.");
        return "redirect:/jobs/" + id + "?allocation=" + allocation;
    }
}

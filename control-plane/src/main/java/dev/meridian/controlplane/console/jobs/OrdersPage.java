package dev.meridian.controlplane.console.jobs;

import dev.meridian.controlplane.console.access.PageAudit;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.JobOrder;
import dev.meridian.controlplane.jobs.model.view.JobFilter;
import dev.meridian.controlplane.jobs.model.view.JobLine;
import dev.meridian.controlplane.projects.Access;
import dev.meridian.controlplane.projects.model.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Orders to many jobs: first what would be touched and what not, then what became of each.
@Controller
class OrdersPage {
    static final int MOST = 500;
    private static final int LONGEST_REASON = 1_000;

    private final JobQueries queries;
    private final Jobs jobs;
    private final Access access;
    private final Clock clock;

    OrdersPage(JobQueries queries, Jobs jobs, Access access, Clock clock) {
        this.queries = queries;
        this.jobs = jobs;
        this.access = access;
        this.clock = clock;
    }

    /// Nothing is done yet.
    ///
    /// @param job those that were chosen
    /// @param every instead of them the newest that the filters of the address leave
    @GetMapping("/jobs/orders")
    String preview(
            @RequestParam String order,
            @RequestParam(defaultValue = "") List<UUID> job,
            @RequestParam(defaultValue = "false") boolean every,
            HttpServletRequest request,
            Model model) {
        JobOrder ordered = order(order);
        Caller caller = access.caller();
        List<JobLine> lines = every ? matching(Asked.of(request), caller) : lines(job, caller);
        List<Touched> all = lines.stream().map(line -> Touched.of(ordered, line, caller)).toList();
        model.addAttribute("order", ordered);
        model.addAttribute("will", all.stream().filter(Touched::may).toList());
        model.addAttribute("wont", all.stream().filter(one -> !one.may()).toList());
        model.addAttribute("gone", every ? 0 : distinct(job).size() - lines.size());
        model.addAttribute("cut", lines.size() == MOST);
        model.addAttribute("most", MOST);
        return "jobs/orders";
    }

    /// Each on its own: what fails of one is told, and the others go on.
    @PostMapping("/jobs/orders")
    String order(
            @RequestParam String order,
            @RequestParam(defaultValue = "") List<UUID> job,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            Model model) {
        JobOrder ordered = order(order);
        Caller caller = access.caller();
        if (reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw RefusedPage.unreadable(
                    "The reason may have at most " + LONGEST_REASON + " characters of text.");
        }
        String why = reason.isBlank() ? ordered.done() + " by " + caller.name() : reason.strip();
        List<Result> results =
                lines(job, caller).stream()
                        .map(line -> result(ordered, line, caller, why))
                        .toList();
        PageAudit.note(request, "reason", why);
        PageAudit.note(
                request, "jobs", results.stream().map(one -> one.job().id().toString()).toList());
        model.addAttribute("order", ordered);
        model.addAttribute("results", results);
        model.addAttribute("done", results.stream().filter(Result::done).count());
        return "jobs/ordered";
    }

    private Result result(JobOrder order, JobLine line, Caller caller, String why) {
        return Touched.refusal(line, caller)
                .map(refusal -> new Result(line, false, refusal))
                .orElseGet(() -> Result.of(line, jobs.order(order, line.id(), why)));
    }

    private static JobOrder order(String word) {
        return JobOrder.of(word)
                .orElseThrow(() ->
                        RefusedPage.unreadable(
                                "There is no order \""
                                        + word
                                        + "\"; give cancel, suspend, resume or retry."));
    }

    private List<JobLine> matching(Asked asked, Caller caller) {
        Optional<JobFilter> filter = asked.filter(caller.visible(), clock.instant());
        return filter.map(some -> queries.list(some, null, MOST).items()).orElse(List.of());
    }

    /// In the order in which they were chosen; those that the caller may not see are not there.
    private List<JobLine> lines(List<UUID> chosen, Caller caller) {
        var ids = distinct(chosen);
        if (ids.isEmpty()) {
            throw RefusedPage.unreadable("No job was chosen; tick some in the list.");
        }
        if (ids.size() > MOST) {
            throw RefusedPage.unreadable("No more than " + MOST + " jobs at once.");
        }
        Map<JobId, JobLine> found = queries.lines(ids);
        return ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .filter(line -> caller.visible().includes(line.project()))
                .toList();
    }

    private static LinkedHashSet<JobId> distinct(List<UUID> chosen) {
        var ids = new LinkedHashSet<JobId>();
        chosen.forEach(id -> ids.add(new JobId(id)));
        return ids;
    }
}

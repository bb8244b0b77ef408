package dev.meridian.controlplane.console.job;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.console.plots.Range;
import dev.meridian.controlplane.forecast.RightSizing;
import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.spec.DisconnectPolicy;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.model.view.JobView;
import dev.meridian.controlplane.jobs.model.view.Page;
import dev.meridian.controlplane.placement.Explanations;
import dev.meridian.controlplane.projects.model.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// A job: how it goes, and why it waits.
@Controller
class JobPage {
    static final int ALLOCATIONS = 25;
    private static final int ATTEMPTS = 5;
    private static final int ATTEMPTS_OF_ONE = 200;
    private static final int EVENTS = 10;

    private final SeenJobs seen;
    private final JobQueries jobs;
    private final Explanations explanations;
    private final RightSizing sizing;
    private final Live live;
    private final Clock clock;

    JobPage(
            SeenJobs seen,
            JobQueries jobs,
            Explanations explanations,
            RightSizing sizing,
            Live live,
            Clock clock) {
        this.seen = seen;
        this.jobs = jobs;
        this.explanations = explanations;
        this.sizing = sizing;
        this.live = live;
        this.clock = clock;
    }

    /// @param allocation only this one, with all its attempts
    /// @param range how far back its plots reach
    @GetMapping("/jobs/{id}")
    String show(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable UUID allocation,
            @RequestParam(defaultValue = "1h") String range,
            HttpServletRequest request,
            Model model) {
        JobId job = new JobId(id);
        seen.line(id, Role.VIEWER);
        live.follow(model, request, "/jobs/" + id + "/live", marks(job));
        JobView view = seen.job(id, 1);
        Page<AllocationView> page = page(view, cursor, allocation);
        Instant to = view.line().endedAt() == null ? clock.instant() : view.line().endedAt();
        model.addAttribute("head", Head.of(view, "Overview"));
        model.addAttribute("why", explanations.told(view));
        model.addAttribute("fenced", isFenced(view));
        model.addAttribute("groups", view.groups());
        model.addAttribute("hints", sizing.hints(view));
        model.addAttribute("timeline", Timeline.of(page.items(), from(view, page.items()), to));
        model.addAttribute(
                "allocations",
                page.items().stream()
                        .map(one ->
                                AllocationRow.of(
                                        one, allocation == null ? ATTEMPTS : ATTEMPTS_OF_ONE))
                        .toList());
        model.addAttribute("measured", measured(page.items()));
        model.addAttribute("range", Range.parse(range));
        model.addAttribute("ranges", Range.values());
        String path = "/jobs/" + id;
        model.addAttribute("onlyOne", allocation != null);
        model.addAttribute(
                "first", cursor == null && allocation == null ? null : path + "#allocations");
        model.addAttribute(
                "next",
                page.nextCursor()
                        .map(next -> path + "?cursor=" + next + "#allocations")
                        .orElse(null));
        model.addAttribute("events", jobs.newestEvents(job, 0, EVENTS));
        return Parts.view("job/page", request, "head", "why", "groups", "allocations", "events");
    }

    /// As what is not told otherwise, where its spec cannot be read.
    private static boolean isFenced(JobView view) {
        JobSpec spec = view.spec();
        return spec == null || spec.disconnectRule().policy() == DisconnectPolicy.FENCE;
    }

    @GetMapping("/jobs/{id}/live")
    ResponseEntity<SseEmitter> live(@PathVariable UUID id, HttpServletRequest request) {
        seen.line(id, Role.VIEWER);
        JobId job = new JobId(id);
        return live.changes(request, () -> marks(job));
    }

    private Page<AllocationView> page(
            JobView view, @Nullable String cursor, @Nullable UUID allocation) {
        if (allocation != null) {
            return new Page<>(
                    List.of(seen.allocation(view.line().id(), allocation)), Optional.empty());
        }
        try {
            return jobs.allocations(view.line().id(), cursor, ALLOCATIONS);
        } catch (IllegalArgumentException _) {
            throw RefusedPage.unreadable("The cursor is none that a list has given.");
        }
    }

    /// Plots show one allocation: that which was chosen, or the first of the page that ever ran.
    private static @Nullable AllocationRow measured(List<AllocationView> shown) {
        return shown.stream()
                .filter(one -> one.startedAt() != null)
                .findFirst()
                .map(one -> AllocationRow.of(one, 0))
                .orElse(null);
    }

    /// What was retried much later began at its submission nevertheless.
    private static Instant from(JobView view, List<AllocationView> shown) {
        Instant submitted = view.line().submittedAt();
        return shown.stream()
                .map(AllocationView::createdAt)
                .min(Instant::compareTo)
                .filter(first -> first.isAfter(submitted))
                .orElse(submitted);
    }

    private Marks marks(JobId job) {
        return Marks.same(
                List.of(jobs.mark(job)), "head", "why", "groups", "allocations", "events");
    }
}

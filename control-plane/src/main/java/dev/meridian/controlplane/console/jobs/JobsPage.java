package dev.meridian.controlplane.console.jobs;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.jobs.JobLists;
import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.view.JobCounts;
import dev.meridian.controlplane.jobs.model.view.JobFilter;
import dev.meridian.controlplane.jobs.model.view.JobFootprint;
import dev.meridian.controlplane.jobs.model.view.JobLine;
import dev.meridian.controlplane.jobs.model.view.Page;
import dev.meridian.controlplane.projects.Access;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The list of jobs.
@Controller
class JobsPage {
    private static final int LINES = 50;

    private final JobQueries jobs;
    private final JobLists lists;
    private final Access access;
    private final Live live;
    private final Clock clock;

    JobsPage(JobQueries jobs, JobLists lists, Access access, Live live, Clock clock) {
        this.jobs = jobs;
        this.lists = lists;
        this.access = access;
        this.live = live;
        this.clock = clock;
    }

    @GetMapping("/jobs")
    String show(HttpServletRequest request, Model model) {
        Asked asked = Asked.of(request);
        Caller caller = access.caller();
        live.follow(model, request, "/jobs/live", marks(asked, caller.visible()));
        Instant now = clock.instant();
        Page<JobLine> page = page(asked, caller.visible(), now);
        JobCounts counts =
                asked.everywhere(caller.visible(), now)
                        .map(lists::counts)
                        .orElse(new JobCounts(List.of(), true));
        model.addAttribute("asked", asked);
        model.addAttribute("times", Asked.TIMES.keySet());
        model.addAttribute("chips", Chip.of(asked));
        model.addAttribute("facets", Facet.of(counts, asked));
        model.addAttribute("total", Facet.total(counts, asked));
        model.addAttribute("rows", rows(page.items(), caller, now));
        model.addAttribute("next", page.nextCursor().map(asked::next).orElse(null));
        model.addAttribute("first", asked.cursor() == null ? null : asked.first());
        return Parts.view("jobs/page", request, "list", "facets");
    }

    @GetMapping("/jobs/live")
    ResponseEntity<SseEmitter> live(HttpServletRequest request) {
        Asked asked = Asked.of(request);
        VisibleProjects visible = access.caller().visible();
        return live.changes(request, () -> marks(asked, visible));
    }

    private Page<JobLine> page(Asked asked, VisibleProjects visible, Instant now) {
        Optional<JobFilter> filter = asked.filter(visible, now);
        if (filter.isEmpty()) {
            return new Page<>(List.of(), Optional.empty());
        }
        try {
            return jobs.list(filter.get(), asked.cursor(), LINES);
        } catch (IllegalArgumentException _) {
            throw RefusedPage.unreadable("The cursor is none that a list has given.");
        }
    }

    private List<JobRow> rows(List<JobLine> lines, Caller caller, Instant now) {
        Map<JobId, JobFootprint> footprints =
                lists.footprints(lines.stream().map(JobLine::id).toList());
        return lines.stream()
                .map(line ->
                        JobRow.of(
                                line,
                                footprints.getOrDefault(line.id(), JobFootprint.NONE),
                                now,
                                caller.may(Role.SUBMITTER, line.project())))
                .toList();
    }

    /// The counts change with every job anywhere; they are looked at anew with the list, and when
    /// somebody loads the page.
    private Marks marks(Asked asked, VisibleProjects visible) {
        List<JobLine> lines = page(asked, visible, clock.instant()).items();
        return Marks.same(lines, "list", "facets");
    }
}

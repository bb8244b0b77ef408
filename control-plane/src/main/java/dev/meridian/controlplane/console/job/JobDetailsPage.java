package dev.meridian.controlplane.console.job;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.JobSpecWriter;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.model.view.EventView;
import dev.meridian.controlplane.jobs.model.view.JobView;
import dev.meridian.controlplane.jobs.model.view.Page;
import dev.meridian.controlplane.placement.Explanations;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What is told of a job on pages of their own: why it is where it is, its history, its spec.
@Controller
class JobDetailsPage {
    private static final int PLACEMENTS = 10;
    private static final int EVENTS = 100;

    private final SeenJobs seen;
    private final JobQueries jobs;
    private final Explanations explanations;

    JobDetailsPage(SeenJobs seen, JobQueries jobs, Explanations explanations) {
        this.seen = seen;
        this.jobs = jobs;
        this.explanations = explanations;
    }

    @GetMapping("/jobs/{id}/placement")
    String placement(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        JobView view = seen.job(id, 1);
        Page<AllocationView> page = page(view, cursor);
        model.addAttribute("head", Head.of(view, "Placement"));
        model.addAttribute("why", explanations.told(view));
        model.addAttribute("placements", Placement.of(page.items(), explanations));
        String path = "/jobs/" + id + "/placement";
        model.addAttribute("first", cursor == null ? null : path);
        model.addAttribute(
                "next", page.nextCursor().map(next -> path + "?cursor=" + next).orElse(null));
        return "job/placement";
    }

    private Page<AllocationView> page(JobView view, @Nullable String cursor) {
        try {
            return jobs.allocations(view.line().id(), cursor, PLACEMENTS);
        } catch (IllegalArgumentException _) {
            throw RefusedPage.unreadable("The cursor is none that a list has given.");
        }
    }

    /// @param before the newest are shown before the event with this id; 0: the last ones
    @GetMapping("/jobs/{id}/events")
    String events(
            @PathVariable UUID id, @RequestParam(defaultValue = "0") long before, Model model) {
        JobView view = seen.job(id, 1);
        List<EventView> events = jobs.newestEvents(new JobId(id), Math.max(0, before), EVENTS);
        String path = "/jobs/" + id + "/events";
        model.addAttribute("head", Head.of(view, "Events"));
        model.addAttribute("events", events);
        model.addAttribute("first", before == 0 ? null : path);
        model.addAttribute(
                "next", events.size() < EVENTS ? null : path + "?before=" + events.getLast().id());
        return "job/events";
    }

    @GetMapping("/jobs/{id}/spec")
    String spec(@PathVariable UUID id, Model model) {
        JobView view = seen.job(id, 1);
        model.addAttribute("head", Head.of(view, "Spec"));
        JobSpec stored = view.spec();
        model.addAttribute("problem", view.specProblem());
        model.addAttribute("yaml", stored == null ? "" : JobSpecWriter.toYaml(stored));
        model.addAttribute(
                "notYetEffective",
                stored == null ? List.of() : JobSpecWriter.notYetEffective(stored));
        return "job/spec";
    }
}

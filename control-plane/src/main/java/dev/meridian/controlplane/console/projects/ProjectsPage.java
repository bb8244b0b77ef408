package dev.meridian.controlplane.console.projects;

import dev.meridian.controlplane.console.access.PageAudit;
import dev.meridian.controlplane.console.forms.Form;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.jobs.ProjectCosts;
import dev.meridian.controlplane.projects.Projects;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Project;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// All projects that the reader may see, with what they hold and what they cost.
@Controller
class ProjectsPage {
    private static final String VIEW = "projects/page";
    private static final int MOST = 150;

    private final Projects projects;
    private final ProjectCosts costs;
    private final Live live;
    private final Clock clock;

    ProjectsPage(Projects projects, ProjectCosts costs, Live live, Clock clock) {
        this.projects = projects;
        this.costs = costs;
        this.live = live;
        this.clock = clock;
    }

    @GetMapping("/projects")
    String show(
            @RequestParam(defaultValue = "") String q,
            HttpServletRequest request,
            Caller caller,
            Model model) {
        return show(
                Form.empty("new").with("defaultQueue", Project.DEFAULT), q, request, caller, model);
    }

    private String show(
            Form form, String q, HttpServletRequest request, Caller caller, Model model) {
        live.follow(model, request, "/projects/live", marks());
        ProjectCosts.Overview overview = costs.overview();
        List<ProjectLine> lines =
                ProjectLine.shares(
                        projects.list(caller.visible()).stream()
                                .filter(one ->
                                        one.name().contains(q.strip().toLowerCase(Locale.ROOT)))
                                .map(one ->
                                        ProjectLine.of(
                                                one.name(),
                                                one.description(),
                                                overview,
                                                one.name(),
                                                null))
                                .sorted(Comparator.comparingDouble(ProjectLine::month).reversed())
                                .toList());
        model.addAttribute("form", form);
        model.addAttribute("q", q);
        model.addAttribute("lines", lines.stream().limit(MOST).toList());
        model.addAttribute("count", lines.size());
        model.addAttribute("at", overview.at());
        model.addAttribute("total", lines.stream().mapToDouble(ProjectLine::perHour).sum());
        model.addAttribute("totalDay", lines.stream().mapToDouble(ProjectLine::day).sum());
        model.addAttribute("totalWeek", lines.stream().mapToDouble(ProjectLine::week).sum());
        model.addAttribute("totalMonth", lines.stream().mapToDouble(ProjectLine::month).sum());
        return Parts.view(VIEW, request, "list");
    }

    @GetMapping("/projects/live")
    ResponseEntity<SseEmitter> live(HttpServletRequest request) {
        return live.changes(request, this::marks);
    }

    private Marks marks() {
        return Marks.same(List.of(costs.overview().at()), "list");
    }

    @PostMapping("/projects")
    String create(
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller,
            Model model,
            RedirectAttributes redirect) {
        Form form = Form.of("new", request);
        Project asked = ProjectForm.project(form, form.name("name"), clock.instant());
        Optional<Project> made =
                form.good() ? form.done(projects.create(asked), "project") : Optional.empty();
        if (made.isEmpty()) {
            form.refuse(response);
            return show(form, "", request, caller, model);
        }
        PageAudit.note(request, "project", asked.name());
        PageAudit.note(request, "after", made.get().shown());
        redirect.addFlashAttribute("flash", "The project " + asked.name() + " is there.");
        return "redirect:/projects/" + asked.name();
    }
}

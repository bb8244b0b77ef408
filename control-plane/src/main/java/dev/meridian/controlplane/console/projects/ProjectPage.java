package dev.meridian.controlplane.console.projects;

import dev.meridian.controlplane.console.access.PageAudit;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.forms.Form;
import dev.meridian.controlplane.console.live.Live;
import dev.meridian.controlplane.console.live.Marks;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.jobs.ProjectCosts;
import dev.meridian.controlplane.projects.Access;
import dev.meridian.controlplane.projects.Projects;
import dev.meridian.controlplane.projects.model.Project;
import dev.meridian.controlplane.projects.model.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// One project: use, cost over time, queues, people; and its settings, for who may change them.
@Controller
@RequestMapping("/projects/{name}")
class ProjectPage {
    private final Projects projects;
    private final ProjectParts parts;
    private final ProjectCosts costs;
    private final Access access;
    private final Live live;

    ProjectPage(
            Projects projects, ProjectParts parts, ProjectCosts costs, Access access, Live live) {
        this.projects = projects;
        this.parts = parts;
        this.costs = costs;
        this.access = access;
        this.live = live;
    }

    @GetMapping
    String show(
            @PathVariable String name,
            @RequestParam(defaultValue = "30d") String span,
            @RequestParam(defaultValue = "false") boolean costly,
            HttpServletRequest request,
            Model model) {
        Project project = existing(Role.VIEWER, name);
        return show(project, ProjectForm.of(project), ChartSpan.of(span), costly, request, model);
    }

    private String show(
            Project project,
            Form form,
            ChartSpan span,
            boolean costly,
            HttpServletRequest request,
            Model model) {
        live.follow(model, request, "/projects/" + project.name() + "/live", marks());
        model.addAttribute("form", form);
        model.addAttribute("project", project);
        parts.fill(model, project, span);
        if (costly) {
            model.addAttribute("costly", parts.costly(project.name()));
        }
        return Parts.view("projects/project", request, "now", "queues", "costly");
    }

    @GetMapping("/live")
    ResponseEntity<SseEmitter> live(@PathVariable String name, HttpServletRequest request) {
        access.require(Role.VIEWER, name, what(name));
        return live.changes(request, this::marks);
    }

    private Marks marks() {
        return Marks.same(List.of(costs.overview().at()), "now", "queues");
    }

    @PostMapping
    String change(
            @PathVariable String name,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        Project before = existing(Role.ADMIN, name);
        Form form = Form.of("project", request);
        Project asked =
                ProjectForm.project(form, name, before.createdAt()).keeping(before.checkpoints());
        Optional<Project> now =
                form.good()
                        ? form.done(projects.change(asked, ProjectForm.version(form)), what(name))
                        : Optional.empty();
        if (now.isEmpty()) {
            form.refuse(response);
            return show(before, form, ChartSpan.MONTH, false, request, model);
        }
        PageAudit.note(request, "project", name);
        PageAudit.note(request, "before", before.shown());
        PageAudit.note(request, "after", now.get().shown());
        redirect.addFlashAttribute("flash", "The settings are kept.");
        return "redirect:/projects/" + name;
    }

    @PostMapping("/delete")
    String delete(
            @PathVariable String name, HttpServletRequest request, RedirectAttributes redirect) {
        Project before = existing(Role.ADMIN, name);
        Form form = Form.empty("delete");
        if (form.done(projects.delete(name), what(name)).isEmpty()) {
            throw RefusedPage.conflict(String.valueOf(form.conflict()));
        }
        PageAudit.note(request, "project", name);
        PageAudit.note(request, "before", before.shown());
        redirect.addFlashAttribute("flash", "The project " + name + " is gone.");
        return "redirect:/projects";
    }

    private Project existing(Role least, String name) {
        access.require(least, name, what(name));
        return projects.find(name).orElseThrow(() -> RefusedPage.notFound(what(name)));
    }

    private static String what(String name) {
        return "project \"" + name + "\"";
    }
}

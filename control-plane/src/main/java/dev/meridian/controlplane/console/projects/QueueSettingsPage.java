package dev.meridian.controlplane.console.projects;

import dev.meridian.controlplane.approvals.ApprovalSettings;
import dev.meridian.controlplane.approvals.QueueChanges;
import dev.meridian.controlplane.console.access.PageAudit;
import dev.meridian.controlplane.console.approvals.ProposedInstead;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.forms.Choice;
import dev.meridian.controlplane.console.forms.Form;
import dev.meridian.controlplane.projects.Access;
import dev.meridian.controlplane.projects.Queues;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Queue;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The settings of a queue, and the making of one.
@Controller
@RequestMapping("/projects/{project}/queues")
class QueueSettingsPage {
    private final Queues queues;
    private final Access access;
    private final ApprovalSettings settings;
    private final QueueChanges changes;
    private final ProposedInstead proposed;

    QueueSettingsPage(
            Queues queues,
            Access access,
            ApprovalSettings settings,
            QueueChanges changes,
            ProposedInstead proposed) {
        this.queues = queues;
        this.access = access;
        this.settings = settings;
        this.changes = changes;
        this.proposed = proposed;
    }

    @GetMapping
    String blank(@PathVariable String project, Model model) {
        access.require(Role.PROJECT_ADMIN, project, "project \"" + project + "\"");
        if (queues.list(new VisibleProjects.Only(Set.of(project))).isEmpty()) {
            // each project has one from the start
            throw RefusedPage.notFound("project \"" + project + "\"");
        }
        return show(
                project,
                null,
                Form.empty("queue").with("weight", "1").with("borrowing", "true"),
                model);
    }

    @GetMapping("/{name}")
    String show(@PathVariable String project, @PathVariable String name, Model model) {
        Queue queue = existing(project, name);
        return show(project, queue, ProjectForm.of(queue), model);
    }

    private String show(String project, @Nullable Queue queue, Form form, Model model) {
        model.addAttribute("project", project);
        model.addAttribute("queue", queue == null ? "" : queue.name());
        model.addAttribute("form", form);
        model.addAttribute(
                "parents",
                Choice.of(
                        "none",
                        queues.list(new VisibleProjects.Only(Set.of(project))).stream()
                                .map(Queue::name)
                                .filter(name -> queue == null || !name.equals(queue.name()))
                                .toList()));
        return "projects/queue";
    }

    @PostMapping
    String create(
            @PathVariable String project,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        access.require(Role.PROJECT_ADMIN, project, "project \"" + project + "\"");
        Form form = Form.of("queue", request);
        Queue asked = ProjectForm.queue(form, project, form.name("name"));
        Optional<Queue> made =
                form.good()
                        ? form.done(queues.create(asked), "project \"" + project + "\"")
                        : Optional.empty();
        if (made.isEmpty()) {
            form.refuse(response);
            return show(project, null, form, model);
        }
        return done(
                request, null, made.get(), redirect, "The queue " + asked.name() + " is there.");
    }

    /// Proposed only, where changes of queues take an approval.
    @PostMapping("/{name}")
    String change(
            @PathVariable String project,
            @PathVariable String name,
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller,
            Model model,
            RedirectAttributes redirect) {
        Queue before = existing(project, name);
        Form form = Form.of("queue", request);
        Queue asked = ProjectForm.queue(form, project, name);
        @Nullable Long seen = ProjectForm.version(form);
        if (form.good() && settings.queueChanges() && (seen == null || seen == before.version())) {
            return proposed.lead(
                    changes.wish(before, asked, caller.name(), ""),
                    "Changes of queues take an approval.",
                    request,
                    redirect);
        }
        Optional<Queue> now =
                form.good()
                        ? form.done(queues.change(asked, seen), what(project, name))
                        : Optional.empty();
        if (now.isEmpty()) {
            form.refuse(response);
            return show(project, before, form, model);
        }
        return done(request, before, now.get(), redirect, "The queue " + name + " is changed.");
    }

    @PostMapping("/{name}/delete")
    String delete(
            @PathVariable String project,
            @PathVariable String name,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Queue before = existing(project, name);
        Form form = Form.empty("delete");
        if (form.done(queues.delete(project, name), what(project, name)).isEmpty()) {
            throw RefusedPage.conflict(String.valueOf(form.conflict()));
        }
        return done(request, before, null, redirect, "The queue " + name + " is gone.");
    }

    private static String done(
            HttpServletRequest request,
            @Nullable Queue before,
            @Nullable Queue after,
            RedirectAttributes redirect,
            String sentence) {
        Queue one = after == null ? before : after;
        if (one == null) {
            throw new IllegalArgumentException("neither before nor after");
        }
        PageAudit.note(request, "project", one.project());
        if (before != null) {
            PageAudit.note(request, "before", before);
        }
        if (after != null) {
            PageAudit.note(request, "after", after);
        }
        redirect.addFlashAttribute("flash", sentence);
        return "redirect:/projects/" + one.project();
    }

    private Queue existing(String project, String name) {
        access.require(Role.PROJECT_ADMIN, project, what(project, name));
        return queues.find(project, name)
                .orElseThrow(() -> RefusedPage.notFound(what(project, name)));
    }

    private static String what(String project, String name) {
        return "queue \"" + name + "\" in project \"" + project + "\"";
    }
}

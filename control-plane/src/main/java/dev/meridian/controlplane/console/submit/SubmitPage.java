package dev.meridian.controlplane.console.submit;

import dev.meridian.controlplane.console.access.PageAudit;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.look.Parts;
import dev.meridian.controlplane.jobs.JobQueries;
import dev.meridian.controlplane.jobs.JobSpecReader;
import dev.meridian.controlplane.jobs.SpecFormat;
import dev.meridian.controlplane.jobs.SpecReading;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.Submission;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.kernel.Ids;
import dev.meridian.controlplane.placement.DryRuns;
import dev.meridian.controlplane.projects.Access;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where a job is written: checked while it is typed, planned before it is sent, sent once.
@Controller
class SubmitPage {
    private static final String VIEW = "submit/page";

    private final SpecDesk desk;
    private final DryRuns dryRuns;
    private final JobQueries queries;
    private final JobTemplates templates;
    private final Access access;
    private final Ids ids;
    private final JobSpec plain;

    SubmitPage(
            SpecDesk desk,
            DryRuns dryRuns,
            JobQueries queries,
            JobTemplates templates,
            JobSpecReader reader,
            Access access,
            Ids ids) {
        this.desk = desk;
        this.dryRuns = dryRuns;
        this.queries = queries;
        this.templates = templates;
        this.access = access;
        this.ids = ids;
        this.plain = plain(reader);
    }

    private static JobSpec plain(JobSpecReader reader) {
        byte[] smallest = SpecText.plainJob().getBytes(StandardCharsets.UTF_8);
        if (reader.read(smallest, SpecFormat.YAML)
                instanceof SpecReading.Accepted(JobSpec spec, List<String> _)) {
            return spec;
        }
        throw new IllegalStateException("the smallest job is none");
    }

    @GetMapping("/submit")
    String show(
            @RequestParam(defaultValue = "") String template,
            @RequestParam(required = false) @Nullable UUID from,
            Model model) {
        model.addAttribute("template", from == null ? templates.named(template).name() : "");
        model.addAttribute("from", from);
        return show(
                from == null ? templates.named(template).text() : textOf(from), newKey(), model);
    }

    private String textOf(UUID id) {
        var job = queries.job(new JobId(id)).orElseThrow(() -> RefusedPage.notFound("job " + id));
        access.require(Role.VIEWER, job.line().project(), "job " + id);
        JobSpec spec = job.spec();
        if (spec == null) {
            throw RefusedPage.notFound("a readable spec of job " + id);
        }
        return SpecText.of(spec, plain);
    }

    private String newKey() {
        return ids.next().toString();
    }

    private String show(String text, String key, Model model) {
        if (!model.containsAttribute("checked")) {
            model.addAttribute("checked", false);
        }
        model.addAttribute("text", text);
        model.addAttribute("key", formKey(key));
        model.addAttribute("templates", templates.all());
        return VIEW;
    }

    /// What is wrong, and beside it, from a browser without JavaScript, the plan.
    @PostMapping("/submit/check")
    String check(
            @RequestParam(defaultValue = "") String spec,
            @RequestParam(defaultValue = "") String key,
            Caller caller,
            HttpServletRequest request,
            Model model) {
        Checked checked = desk.check(caller, spec);
        said(checked, model);
        String view = Parts.view(VIEW, request, "check");
        if (!view.equals(VIEW)) {
            return view;
        }
        if (checked instanceof Checked.Ready ready) {
            model.addAttribute("plan", PlanView.of(dryRuns.plan(ready.spec())));
        }
        return show(spec, key, model);
    }

    private static void said(Checked checked, Model model) {
        model.addAttribute("checked", true);
        switch (checked) {
            case Checked.Wrong(List<Problem> problems) -> model.addAttribute("problems", problems);
            case Checked.Ready ready -> {
                model.addAttribute("problems", List.of());
                model.addAttribute("idle", ready.notYetEffective());
                model.addAttribute("warnings", ready.warnings());
            }
        }
    }

    @PostMapping("/submit/plan")
    String plan(@RequestParam(defaultValue = "") String spec, Caller caller, Model model) {
        if (desk.check(caller, spec) instanceof Checked.Ready ready) {
            model.addAttribute("plan", PlanView.of(dryRuns.plan(ready.spec())));
        }
        return "submit/plan :: plan";
    }

    @PostMapping("/submit")
    String send(
            @RequestParam(defaultValue = "") String spec,
            @RequestParam(defaultValue = "") String key,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        Checked checked = desk.check(caller, spec);
        if (!(checked instanceof Checked.Ready ready)) {
            said(checked, model);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(spec, key, model);
        }
        return switch (desk.send(caller, ready, spec, formKey(key))) {
            case Submission.Accepted(JobId job) -> {
                PageAudit.note(request, "job", job.toString());
                PageAudit.note(request, "project", ready.spec().project());
                redirect.addFlashAttribute(
                        "flash", "Job " + ready.spec().name() + " is in the queue.");
                yield "redirect:/jobs/" + job;
            }
            case Submission.Repeated(JobId job) -> {
                PageAudit.note(request, "repeated", job.toString());
                redirect.addFlashAttribute("flash", "This was sent already: here is the job.");
                yield "redirect:/jobs/" + job;
            }
            case Submission.InFlight _, Submission.KeyTaken _ ->
                    throw RefusedPage.conflict(
                            "The same job is being sent at this moment: look at the list of jobs.");
        };
    }

    /// A form that brings no key of ours may be sent as often as it comes.
    private String formKey(String key) {
        return key.matches("[0-9a-f-]{36}") ? key : newKey();
    }
}

package dev.meridian.controlplane.console.users;

import dev.meridian.controlplane.console.access.PageAudit;
import dev.meridian.controlplane.console.forms.Choice;
import dev.meridian.controlplane.console.forms.Form;
import dev.meridian.controlplane.projects.Projects;
import dev.meridian.controlplane.projects.Users;
import dev.meridian.controlplane.projects.model.Grant;
import dev.meridian.controlplane.projects.model.Project;
import dev.meridian.controlplane.projects.model.User;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Who there is; admins add to them.
@Controller
class UsersPage {
    private static final String VIEW = "users/page";
    private static final int MOST = 200;

    private final Users users;
    private final Projects projects;

    UsersPage(Users users, Projects projects) {
        this.users = users;
        this.projects = projects;
    }

    @GetMapping("/users")
    String show(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String project,
            Model model) {
        return show(Form.empty("new").with("password", "made"), q, project, model);
    }

    private String show(Form form, String q, String project, Model model) {
        String part = q.strip().toLowerCase(Locale.ROOT);
        List<UserLine> found =
                users.list().stream()
                        .filter(user -> user.name().contains(part))
                        .map(UserLine::of)
                        .filter(user -> project.isEmpty() || holdsIn(user, project))
                        .toList();
        List<String> names =
                projects.list(new VisibleProjects.All()).stream().map(Project::name).toList();
        model.addAttribute("form", form);
        model.addAttribute("q", q);
        model.addAttribute("project", project);
        model.addAttribute("users", found.stream().limit(MOST).toList());
        model.addAttribute("count", found.size());
        model.addAttribute("roles", Choice.roles("none yet"));
        model.addAttribute("projects", Choice.of("the whole installation", names));
        model.addAttribute("anyProject", Choice.of("any project", names));
        return VIEW;
    }

    private static boolean holdsIn(UserLine user, String project) {
        return user.grants().stream().anyMatch(held -> project.equals(held.project()));
    }

    @PostMapping("/users")
    String create(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        Form form = Form.of("new", request);
        String name = form.name("name");
        Set<Grant> grants =
                form.has("role")
                        ? form.grant("role", "project").map(Set::of).orElse(Set.of())
                        : Set.of();
        Optional<User> made =
                form.good()
                        ? form.done(users.create(name, null, grants), "user")
                        : Optional.empty();
        if (made.isEmpty()) {
            form.refuse(response);
            return show(form, "", "", model);
        }
        PageAudit.note(request, "after", UserLine.of(made.get()));
        if (form.value("password").equals("made")) {
            redirect.addFlashAttribute("secret", users.resetPassword(made.get().id()));
        }
        redirect.addFlashAttribute("flash", "The user " + name + " is there.");
        return "redirect:/users/" + made.get().id();
    }
}

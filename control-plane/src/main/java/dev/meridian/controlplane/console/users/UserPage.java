package dev.meridian.controlplane.console.users;

import dev.meridian.controlplane.console.access.PageAudit;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.forms.Choice;
import dev.meridian.controlplane.console.forms.Form;
import dev.meridian.controlplane.projects.Projects;
import dev.meridian.controlplane.projects.Tokens;
import dev.meridian.controlplane.projects.Users;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Grant;
import dev.meridian.controlplane.projects.model.Project;
import dev.meridian.controlplane.projects.model.User;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// One user: what they hold, and what an admin can do with them.
@Controller
@RequestMapping("/users/{id}")
class UserPage {
    private final Users users;
    private final Tokens tokens;
    private final Projects projects;

    UserPage(Users users, Tokens tokens, Projects projects) {
        this.users = users;
        this.tokens = tokens;
        this.projects = projects;
    }

    @GetMapping
    String show(@PathVariable UUID id, Caller caller, Model model) {
        return show(existing(id), Form.empty("grant"), caller, model);
    }

    private String show(User user, Form form, Caller caller, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("user", UserLine.of(user));
        model.addAttribute("self", user.id().equals(caller.userId()));
        model.addAttribute("tokens", tokens.list(user.id()).size());
        model.addAttribute("roles", Choice.roles("choose"));
        model.addAttribute(
                "projects",
                Choice.of(
                        "the whole installation",
                        projects.list(new VisibleProjects.All()).stream()
                                .map(Project::name)
                                .toList()));
        return "users/user";
    }

    @PostMapping("/grant")
    String grant(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller,
            Model model,
            RedirectAttributes redirect) {
        User user = existing(id);
        Form form = Form.of("grant", request);
        Optional<Grant> asked = form.grant("role", "project");
        var grants = new HashSet<>(user.grants());
        asked.ifPresent(grants::add);
        Optional<User> now =
                asked.isEmpty()
                        ? Optional.empty()
                        : form.done(
                                users.change(id, user.disabled(), grants, user.version()),
                                "user " + user.name());
        if (now.isEmpty()) {
            form.refuse(response);
            return show(user, form, caller, model);
        }
        noted(request, user, now.get());
        redirect.addFlashAttribute("flash", user.name() + " holds the role now.");
        return back(id);
    }

    @PostMapping("/revoke")
    String revoke(
            @PathVariable UUID id,
            HttpServletRequest request,
            Caller caller,
            RedirectAttributes redirect) {
        User user = existing(id);
        Grant taken =
                Form.of("revoke", request)
                        .grant("role", "project")
                        .orElseThrow(() -> RefusedPage.unreadable("There is no such role."));
        if (self(user, caller) && !taken.role().withinProject()) {
            throw RefusedPage.conflict("Nobody gives up their own role: ask another admin.");
        }
        var grants = new HashSet<>(user.grants());
        grants.remove(taken);
        change(request, user, user.disabled(), grants);
        redirect.addFlashAttribute("flash", user.name() + " no longer holds the role.");
        return back(id);
    }

    @PostMapping("/disable")
    String disable(
            @PathVariable UUID id,
            HttpServletRequest request,
            Caller caller,
            RedirectAttributes redirect) {
        User user = existing(id);
        if (self(user, caller)) {
            throw RefusedPage.conflict("Nobody disables themselves: ask another admin.");
        }
        change(request, user, true, user.grants());
        redirect.addFlashAttribute(
                "flash", user.name() + " is out; their tokens and sessions are refused.");
        return back(id);
    }

    @PostMapping("/enable")
    String enable(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes redirect) {
        User user = existing(id);
        change(request, user, false, user.grants());
        redirect.addFlashAttribute("flash", user.name() + " may come in again.");
        return back(id);
    }

    @PostMapping("/password")
    String password(
            @PathVariable UUID id, HttpServletRequest request, RedirectAttributes redirect) {
        User user = existing(id);
        redirect.addFlashAttribute("secret", users.resetPassword(user.id()));
        PageAudit.note(request, "passwordChanged", true);
        return back(id);
    }

    @PostMapping("/delete")
    String delete(
            @PathVariable UUID id,
            HttpServletRequest request,
            Caller caller,
            RedirectAttributes redirect) {
        User user = existing(id);
        if (self(user, caller)) {
            throw RefusedPage.conflict("Nobody deletes themselves.");
        }
        var form = Form.empty("delete");
        if (form.done(users.delete(id), "user " + user.name()).isEmpty()) {
            throw RefusedPage.conflict(String.valueOf(form.conflict()));
        }
        PageAudit.note(request, "before", UserLine.of(user));
        redirect.addFlashAttribute("flash", user.name() + " and their tokens are gone.");
        return "redirect:/users";
    }

    private void change(
            HttpServletRequest request, User user, boolean disabled, Set<Grant> grants) {
        var form = Form.empty("change");
        User now =
                form.done(
                                users.change(user.id(), disabled, grants, user.version()),
                                "user " + user.name())
                        .orElseThrow(() -> RefusedPage.conflict(String.valueOf(form.conflict())));
        noted(request, user, now);
    }

    private static void noted(HttpServletRequest request, User before, User after) {
        PageAudit.note(request, "before", UserLine.of(before));
        PageAudit.note(request, "after", UserLine.of(after));
    }

    private static boolean self(User user, Caller caller) {
        return user.id().equals(caller.userId());
    }

    private User existing(UUID id) {
        return users.find(id).orElseThrow(() -> RefusedPage.notFound("user " + id));
    }

    private static String back(UUID id) {
        return "redirect:/users/" + id;
    }
}

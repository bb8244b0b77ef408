package dev.meridian.controlplane.console.tokens;

import dev.meridian.controlplane.console.access.PageAudit;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.forms.Choice;
import dev.meridian.controlplane.console.forms.Form;
import dev.meridian.controlplane.projects.Projects;
import dev.meridian.controlplane.projects.Tokens;
import dev.meridian.controlplane.projects.Users;
import dev.meridian.controlplane.projects.model.AccessRefused;
import dev.meridian.controlplane.projects.model.ApiToken;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.Project;
import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.projects.model.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Everybody keeps tokens of their own; an admin those of everybody.
@Controller
class TokensPage {
    private static final String VIEW = "tokens/page";
    private static final int MOST = 100;

    private final Tokens tokens;
    private final Users users;
    private final Projects projects;
    private final Clock clock;

    TokensPage(Tokens tokens, Users users, Projects projects, Clock clock) {
        this.tokens = tokens;
        this.users = users;
        this.projects = projects;
        this.clock = clock;
    }

    @GetMapping("/tokens")
    String show(@RequestParam(required = false) @Nullable String user, Caller caller, Model model) {
        return show(Form.empty("new").with("days", "90"), user, caller, model);
    }

    private String show(Form form, @Nullable String user, Caller caller, Model model) {
        boolean all = caller.may(Role.ADMIN, null);
        Instant now = clock.instant();
        List<TokenLine> lines =
                tokens.list(all ? null : caller.userId()).stream()
                        .filter(token ->
                                user == null || user.isBlank() || token.userName().equals(user))
                        .map(token -> TokenLine.of(token, now))
                        .toList();
        model.addAttribute("form", form);
        model.addAttribute("all", all);
        model.addAttribute("user", user == null ? "" : user);
        model.addAttribute("tokens", lines.reversed().stream().limit(MOST).toList());
        model.addAttribute("count", lines.size());
        model.addAttribute(
                "owners",
                all
                        ? Choice.of("myself", users.list().stream().map(User::name).toList())
                        : List.of());
        model.addAttribute("roles", Choice.roles("all that the owner may"));
        model.addAttribute(
                "projects",
                Choice.of(
                        "every project",
                        projects.list(caller.visible()).stream().map(Project::name).toList()));
        model.addAttribute("lives", NewToken.LIVES);
        return VIEW;
    }

    @PostMapping("/tokens")
    String create(
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller,
            Model model,
            RedirectAttributes redirect) {
        Form form = Form.of("new", request);
        NewToken asked = NewToken.of(form, clock.instant());
        Optional<User> owner = owner(form, caller);
        if (!form.good() || owner.isEmpty()) {
            form.refuse(response);
            return show(form, null, caller, model);
        }
        var made = tokens.issue(owner.get(), asked.name(), asked.scope(), asked.expiresAt());
        PageAudit.note(request, "after", made.token());
        redirect.addFlashAttribute("secret", made.secret());
        redirect.addFlashAttribute("made", asked.name());
        // an address of its own, so that no other window is given what is shown once
        return "redirect:/tokens?made=" + made.token().id();
    }

    /// @throws AccessRefused when somebody names another without being an admin
    private Optional<User> owner(Form form, Caller caller) {
        if (!form.has("owner") || form.value("owner").equals(caller.name())) {
            return users.find(caller.userId());
        }
        if (!caller.may(Role.ADMIN, null)) {
            throw new AccessRefused(false, "Only an admin makes tokens for somebody else.");
        }
        var owner = users.findByName(form.value("owner"));
        if (owner.isEmpty()) {
            form.wrong("owner", "There is no such user.");
        }
        return owner;
    }

    @PostMapping("/tokens/{id}/revoke")
    String revoke(
            @PathVariable UUID id,
            HttpServletRequest request,
            Caller caller,
            RedirectAttributes redirect) {
        ApiToken token =
                tokens.find(id)
                        .filter(one ->
                                one.userId().equals(caller.userId())
                                        || caller.may(Role.ADMIN, null))
                        .orElseThrow(() -> RefusedPage.notFound("token " + id));
        tokens.revoke(id);
        PageAudit.note(request, "before", token);
        redirect.addFlashAttribute(
                "flash",
                "The token \"" + token.name() + "\" is revoked: whoever shows it is refused.");
        return "redirect:/tokens";
    }
}

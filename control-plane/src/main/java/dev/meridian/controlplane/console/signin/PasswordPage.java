package dev.meridian.controlplane.console.signin;

import dev.meridian.controlplane.console.access.SessionCookie;
import dev.meridian.controlplane.console.access.SignInLimit;
import dev.meridian.controlplane.projects.Users;
import dev.meridian.controlplane.projects.model.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Everybody changes their own password here; all other sessions of theirs end with it.
@Controller
class PasswordPage {
    private static final String VIEW = "signin/password";
    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    private final Users users;
    private final SignInLimit limit;
    private final SessionCookie session;

    PasswordPage(Users users, SignInLimit limit, SessionCookie session) {
        this.users = users;
        this.limit = limit;
        this.session = session;
    }

    @GetMapping("/password")
    String show() {
        return VIEW;
    }

    @PostMapping("/password")
    String change(
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String next,
            @RequestParam(defaultValue = "") String again,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes later) {
        String refused = refused(current, next, again, caller, request.getRemoteAddr());
        if (refused != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", refused);
            return VIEW;
        }
        users.setPassword(caller.userId(), next);
        users.standing(caller.userId())
                .ifPresent(standing -> session.begin(standing, request, response));
        later.addFlashAttribute(
                "flash", "The password is changed; every other session of yours has ended.");
        return "redirect:/password";
    }

    private @Nullable String refused(
            String current, String next, String again, Caller caller, String address) {
        if (limit.mustWait(address, caller.name())) {
            return "Too many wrong passwords came in lately; wait a minute.";
        }
        if (users.authenticate(caller.name(), current).isEmpty()) {
            limit.failed(address, caller.name());
            return "The current password is another.";
        }
        if (next.length() < SHORTEST || next.length() > LONGEST) {
            return "The new password needs " + SHORTEST + " to " + LONGEST + " characters.";
        }
        return next.equals(again) ? null : "The new password was not the same both times.";
    }
}

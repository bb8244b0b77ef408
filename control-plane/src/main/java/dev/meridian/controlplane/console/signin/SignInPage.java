package dev.meridian.controlplane.console.signin;

import dev.meridian.controlplane.console.look.OwnPath;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Asks for user and password; the filter chain takes the answer.
@Controller
class SignInPage {

    @GetMapping("/sign-in")
    String show(
            @RequestParam(required = false) @Nullable String refused,
            @RequestParam(required = false) @Nullable String out,
            @RequestParam(required = false) @Nullable String to,
            Model model) {
        model.addAttribute("refused", refused != null);
        model.addAttribute("out", out != null);
        model.addAttribute("to", OwnPath.or(to, "/"));
        return "signin/page";
    }
}

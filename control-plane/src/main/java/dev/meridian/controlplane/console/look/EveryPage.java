package dev.meridian.controlplane.console.look;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.temporal.ChronoUnit;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// Gives every page its [Shell], as `shell`.
@ControllerAdvice(basePackages = "dev.meridian.controlplane.console")
class EveryPage {
    private final ShellOfPage shell;

    EveryPage(ShellOfPage shell) {
        this.shell = shell;
    }

    @ModelAttribute("shell")
    Shell shell(HttpServletRequest request, HttpServletResponse response) {
        Shell made = shell.of(request);
        // a part that is fetched anew brings the page's stamp with it
        response.setHeader(Shell.STAMP, made.asOf().truncatedTo(ChronoUnit.SECONDS).toString());
        return made;
    }
}

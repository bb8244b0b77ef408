package dev.meridian.controlplane.console.failing;

import dev.meridian.controlplane.console.look.ShellOfPage;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/// What failed before a page could be made, in the look of the console for those who read HTML.
///
/// Programs that ask for anything else get a problem from the REST door.
@Controller
class ErrorPages {
    static final String PATH = "/error/page";
    static final String VIEW = "failing/page";

    private final ShellOfPage shell;

    ErrorPages(ShellOfPage shell) {
        this.shell = shell;
    }

    @RequestMapping(path = PATH)
    String refused(HttpServletRequest request, HttpServletResponse response, Model model) {
        return page(request, response, model);
    }

    @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
    String failed(HttpServletRequest request, HttpServletResponse response, Model model) {
        return page(request, response, model);
    }

    private String page(HttpServletRequest request, HttpServletResponse response, Model model) {
        Refusal refusal =
                request.getAttribute(Refusal.CARRIED) instanceof Refusal carried
                        ? carried
                        : ofStatus(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
        return show(refusal, request, response, model);
    }

    /// Fills the model for the page of errors and names its view.
    String show(
            Refusal refusal,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        response.setStatus(refusal.status().value());
        // htmx swaps no refusal in; the page shows its sentence where all can see it
        response.setHeader("HX-Retarget", "#problem");
        response.setHeader("HX-Reswap", "innerHTML");
        model.addAttribute("shell", shell.of(request));
        model.addAttribute("refusal", refusal);
        return request.getHeader("HX-Request") == null ? VIEW : VIEW + " :: sentence";
    }

    private static Refusal ofStatus(Object code) {
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        if (status == null || status == HttpStatus.NOT_FOUND) {
            return Refusal.notFound("such page");
        }
        return status.is5xxServerError()
                ? Refusal.failed()
                : new Refusal(
                        status, status.getReasonPhrase(), "The request could not be answered.");
    }
}

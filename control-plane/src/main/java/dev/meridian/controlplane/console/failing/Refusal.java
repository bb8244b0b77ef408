package dev.meridian.controlplane.console.failing;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;

/// Why there is no page to show: what people read instead of it. Pages throw it as [RefusedPage].
public record Refusal(HttpStatus status, String title, String sentence) {
    /// The attribute of the request that carries it to the page of errors.
    static final String CARRIED = Refusal.class.getName();

    /// @param what names the thing: `job 0197…`
    public static Refusal notFound(String what) {
        return new Refusal(
                HttpStatus.NOT_FOUND,
                "There is no such thing",
                "There is no " + what + ", or you may not see it.");
    }

    static Refusal failed() {
        return new Refusal(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something is wrong with Meridian",
                "The page could not be made; the log of the control plane says why.");
    }

    /// Answers a request, from a filter, with the page of errors.
    public void show(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute(CARRIED, this);
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status.value());
        request.getRequestDispatcher(ErrorPages.PATH).forward(request, response);
    }
}

package dev.meridian.controlplane.console.access;

import dev.meridian.controlplane.console.failing.Refusal;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/// Shows nobody the way in, and says to somebody why not: 404 without such a page, 403 without the
/// role.
final class TurnedAway implements AuthenticationEntryPoint, AccessDeniedHandler {

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException nobody)
            throws IOException {
        if (request.getHeader("HX-Request") != null) {
            // the whole page goes, not only the part that was asked for
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("HX-Refresh", "true");
        } else if (request.getMethod().equals("GET") && wantsPage(request)) {
            response.sendRedirect("/sign-in" + wayBack(request));
        } else {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    private static String wayBack(HttpServletRequest request) {
        String query = request.getQueryString();
        String asked = request.getRequestURI() + (query == null ? "" : "?" + query);
        return asked.equals("/") ? "" : "?to=" + URLEncoder.encode(asked, StandardCharsets.UTF_8);
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException, ServletException {
        why(request, refused).show(request, response);
    }

    private static Refusal why(HttpServletRequest request, AccessDeniedException refused) {
        if (refused instanceof CsrfException) {
            return new Refusal(
                    HttpStatus.FORBIDDEN,
                    "The form is too old",
                    "It was made before you signed in, or in another window. Go back, load the page anew and send it again.");
        }
        List<ConsoleRoute> at = ConsoleRoutes.at(request.getRequestURI());
        HttpMethod asked = HttpMethod.valueOf(request.getMethod());
        return at.stream()
                .filter(route -> route.hasMethod(asked))
                .findFirst()
                .map(route ->
                        new Refusal(
                                HttpStatus.FORBIDDEN,
                                "This is not for your role",
                                "It needs " + route.need() + "; an administrator can grant it."))
                .orElseGet(() ->
                        at.isEmpty()
                                ? Refusal.notFound("page " + request.getRequestURI())
                                : new Refusal(
                                        HttpStatus.METHOD_NOT_ALLOWED,
                                        "Not with this method",
                                        asked + " is not possible here."));
    }
}

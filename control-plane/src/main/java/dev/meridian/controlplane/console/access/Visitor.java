package dev.meridian.controlplane.console.access;

import dev.meridian.controlplane.audit.Audit;
import dev.meridian.controlplane.console.look.OwnPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/// Leads whoever has signed in to the page that was asked for, and whoever has not back to the
/// door; counts the latter.
record Visitor(SignInLimit limit, Audit audit)
        implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication somebody)
            throws IOException {
        limit.succeeded(request.getRemoteAddr(), somebody.getName());
        audit.record(
                somebody.getName(),
                request.getRemoteAddr(),
                "POST /sign-in",
                "users/" + somebody.getName(),
                Map.of("by", "console", "status", HttpServletResponse.SC_FOUND));
        response.sendRedirect(OwnPath.or(request.getParameter("to"), "/"));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException no)
            throws IOException {
        String user = Objects.requireNonNullElse(request.getParameter("user"), "");
        limit.failed(request.getRemoteAddr(), user);
        String to = OwnPath.or(request.getParameter("to"), "/");
        response.sendRedirect(
                "/sign-in?refused&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
    }
}

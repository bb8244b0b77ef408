package dev.meridian.controlplane.console.access;

import dev.meridian.controlplane.console.look.OwnPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/// Leads whoever has signed in to the page that was asked for.
final class Welcome implements AuthenticationSuccessHandler {

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication somebody)
            throws IOException {
        response.sendRedirect(OwnPath.or(request.getParameter("to"), "/"));
    }
}

package dev.meridian.controlplane.console.access;

import dev.meridian.controlplane.console.failing.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets nobody try passwords faster than [SignInLimit] allows.
final class SignInGuard extends OncePerRequestFilter {
    private final SignInLimit limit;

    SignInGuard(SignInLimit limit) {
        this.limit = limit;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || !request.getRequestURI().equals("/sign-in");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String user = Objects.requireNonNullElse(request.getParameter("user"), "");
        if (limit.mustWait(request.getRemoteAddr(), user)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(SignInLimit.RETRY_AFTER));
            new Refusal(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "Too many wrong passwords",
                            "Too many wrong passwords came in lately; wait a minute, then go back and try again.")
                    .show(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }
}

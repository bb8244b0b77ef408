package dev.meridian.controlplane.console.access;

import dev.meridian.controlplane.projects.Users;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.projects.model.User;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Looks at each request whether the user of the session is still one, and what they may now: who
/// is disabled or deleted is out with the next click.
final class StillThere extends OncePerRequestFilter {
    private final Users users;

    StillThere(Users users) {
        this.users = users;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // files show nothing of anybody
        String path = request.getRequestURI();
        return path.startsWith("/webjars/") || path.startsWith("/console/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn known) {
            Optional<User> now = users.find(known.getPrincipal().userId());
            var context = SecurityContextHolder.createEmptyContext();
            if (now.isPresent() && !now.get().disabled()) {
                User user = now.get();
                context.setAuthentication(
                        new SignedIn(new Caller(user.name(), user.id(), user.grants())));
            } else {
                HttpSession session = request.getSession(false);
                if (session != null) {
                    session.invalidate();
                }
            }
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }
}

package dev.meridian.controlplane.console.access;

import dev.meridian.controlplane.projects.Users;
import dev.meridian.controlplane.projects.model.Standing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Looks at each request whether the user of the session is still one, and what they may now: who
/// is disabled or deleted, or has another password, is out with the next click.
final class StillThere extends OncePerRequestFilter {
    /// However busy a session is, the password is asked for again.
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Users users;
    private final Clock clock;

    StillThere(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
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
            Optional<Standing> now =
                    users.standing(known.getPrincipal().userId())
                            .filter(standing ->
                                    standing.passwordMark().equals(known.passwordMark()))
                            .filter(_ -> clock.instant().isBefore(known.since().plus(LONGEST)));
            var context = SecurityContextHolder.createEmptyContext();
            if (now.isPresent()) {
                context.setAuthentication(new SignedIn(now.get(), known.since()));
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

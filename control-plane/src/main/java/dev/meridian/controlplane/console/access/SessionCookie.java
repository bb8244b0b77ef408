package dev.meridian.controlplane.console.access;

import dev.meridian.controlplane.projects.Sessions;
import dev.meridian.controlplane.projects.model.Standing;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/// Keeps who has signed in by a cookie, which [Sessions] knows on every replica.
@Component
public class SessionCookie implements SecurityContextRepository {
    static final String NAME = "meridian-session";

    /// Of a session that was begun by this very request.
    private static final String BEGUN = SessionCookie.class.getName();

    private final Sessions sessions;
    private final ApplicationEventPublisher events;

    SessionCookie(Sessions sessions, ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.events = events;
    }

    /// What the browser holds, or will hold after this request; whether it is good is not asked.
    static Optional<String> secret(HttpServletRequest request) {
        if (request.getAttribute(BEGUN) instanceof String begun) {
            return Optional.of(begun).filter(secret -> !secret.isEmpty());
        }
        @Nullable Cookie cookie = WebUtils.getCookie(request, NAME);
        return Optional.ofNullable(cookie).map(Cookie::getValue).filter(text -> !text.isEmpty());
    }

    /// Which session this is; empty for nobody's.
    public static Optional<String> session() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn known
                ? Optional.of(known.session())
                : Optional.empty();
    }

    /// After what ends all sessions of a user: whoever did it themselves goes on in a new one.
    public void begin(Standing somebody, HttpServletRequest request, HttpServletResponse response) {
        end(request);
        String secret = sessions.open(somebody);
        request.setAttribute(BEGUN, secret);
        put(secret, Duration.ofSeconds(-1), request, response);
    }

    private void end(HttpServletRequest request) {
        secret(request)
                .ifPresent(secret -> events.publishEvent(new SessionEnded(sessions.end(secret))));
    }

    private static void put(
            String secret, Duration age, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, secret)
                        .path("/")
                        .httpOnly(true)
                        .sameSite("Lax")
                        .secure(request.isSecure())
                        .maxAge(age)
                        .build()
                        .toString());
    }

    @Override
    public void saveContext(
            SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() instanceof SignedIn somebody) {
            begin(somebody.standing(), request, response);
        } else if (secret(request).isPresent()) {
            end(request);
            request.setAttribute(BEGUN, "");
            put("", Duration.ZERO, request, response);
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return secret(request).isPresent();
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Asked(request);
    }

    @Override
    @SuppressWarnings("deprecation") // the interface asks for it; the filters take the other
    public SecurityContext loadContext(HttpRequestResponseHolder both) {
        return loadDeferredContext(both.getRequest()).get();
    }

    /// Reads the session when somebody asks who it is, and once: files are everybody's.
    private final class Asked implements DeferredSecurityContext {
        private final HttpServletRequest request;
        private @Nullable SecurityContext context;

        private Asked(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            @Nullable SecurityContext known = context;
            if (known == null) {
                SecurityContext made = SecurityContextHolder.createEmptyContext();
                secret(request)
                        .flatMap(sessions::of)
                        .ifPresent(open -> made.setAuthentication(new SignedIn(open)));
                context = made;
                known = made;
            }
            return known;
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}

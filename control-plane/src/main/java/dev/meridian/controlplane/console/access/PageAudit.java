package dev.meridian.controlplane.console.access;

import static java.util.Objects.requireNonNull;

import dev.meridian.controlplane.audit.Audit;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Records every form that somebody sent, once it is known what became of it.
///
/// A form that is refused is handed on to the page of errors: it stands under the path that was
/// asked for, and once. Pages add what they know with [#note].
public final class PageAudit extends OncePerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String NOTES = PageAudit.class.getName();

    /// Forms that change nothing of the plane.
    private static final Set<String> HARMLESS =
            Set.of("/theme", "/submit/check", "/submit/plan", "/submit/import");

    private final Audit audit;

    PageAudit(Audit audit) {
        this.audit = audit;
    }

    /// Adds to the entry of this request: `before`, `after`, a count. Never a secret.
    public static void note(HttpServletRequest request, String name, Object value) {
        if (request.getAttribute(NOTES) instanceof Notes notes) {
            notes.all.put(name, value);
        }
    }

    private record Notes(Map<String, Object> all) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return READING.contains(request.getMethod())
                || HARMLESS.contains(asked(request))
                || request.getAttribute(NOTES) != null
                || !(SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn);
    }

    private static String asked(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) instanceof String before
                ? before
                : request.getRequestURI();
    }

    private static Authentication signedIn() {
        return requireNonNull(SecurityContextHolder.getContext().getAuthentication());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var notes = new Notes(new LinkedHashMap<>());
        notes.all.put("by", "console");
        request.setAttribute(NOTES, notes);
        String actor = signedIn().getName();
        try {
            chain.doFilter(request, response);
            notes.all.put("status", response.getStatus());
        } catch (AccessDeniedException e) {
            notes.all.put("status", HttpServletResponse.SC_FORBIDDEN);
            throw e;
        } finally {
            notes.all.putIfAbsent("status", HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            String path = asked(request);
            audit.record(
                    actor,
                    request.getRemoteAddr(),
                    request.getMethod() + " " + path,
                    path.substring(1),
                    notes.all);
        }
    }
}

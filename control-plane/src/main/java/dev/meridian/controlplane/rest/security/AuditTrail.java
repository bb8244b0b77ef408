package dev.meridian.controlplane.rest.security;

import dev.meridian.controlplane.audit.Audit;
import dev.meridian.controlplane.projects.model.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Records every call that changes something, or tried to, once it is known what became of it.
///
/// It stands inside the chain where the caller is known and outside of everything that can refuse.
/// The answer leaves only after the entry is durable. Doors add what they know with [#note].
public final class AuditTrail extends OncePerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String NOTES = AuditTrail.class.getName();
    private static final String API = "/api/v1/";

    private final Audit audit;

    AuditTrail(Audit audit) {
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
        return READING.contains(request.getMethod()) || caller().isEmpty();
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var notes = new Notes(new LinkedHashMap<>());
        request.setAttribute(NOTES, notes);
        String actor = caller().map(Caller::name).orElseThrow();
        try {
            chain.doFilter(request, response);
            notes.all.put("status", response.getStatus());
        } catch (AccessDeniedException e) {
            notes.all.put("status", HttpServletResponse.SC_FORBIDDEN);
            throw e;
        } finally {
            notes.all.putIfAbsent("status", HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            audit.record(
                    actor,
                    request.getRemoteAddr(),
                    request.getMethod() + " " + request.getRequestURI(),
                    object(request, response),
                    notes.all);
        }
    }

    private static Optional<Caller> caller() {
        return SecurityContextHolder.getContext().getAuthentication()
                        instanceof CallerAuthentication known
                ? Optional.of(known.getPrincipal())
                : Optional.empty();
    }

    /// What was made, where something was; else the path.
    private static String object(HttpServletRequest request, HttpServletResponse response) {
        String made = response.getHeader(HttpHeaders.LOCATION);
        String path = made == null ? request.getRequestURI() : made;
        int api = path.indexOf(API);
        return api < 0 ? path : path.substring(api + API.length());
    }
}

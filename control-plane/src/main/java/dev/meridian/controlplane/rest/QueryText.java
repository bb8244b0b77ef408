package dev.meridian.controlplane.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses addresses whose query holds a NUL, for pages and API alike: the database takes no such
/// text, and would be blamed for what the caller asked.
@Component
class QueryText extends OncePerRequestFilter {
    private static final String NUL = "%00";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null || !query.contains(NUL);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.sendError(
                HttpServletResponse.SC_BAD_REQUEST,
                "The query holds " + NUL + ", which stands in no text: leave it out.");
    }
}

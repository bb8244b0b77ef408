package dev.meridian.controlplane.console.audit;

import dev.meridian.controlplane.audit.model.AuditFilter;
import dev.meridian.controlplane.console.failing.RefusedPage;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// The filters of the page, as its address has them.
///
/// @param given by name; only those that are given
record AuditQuestion(Map<String, String> given) {
    private static final String[] NAMES = {
        "who", "what", "object", "project", "from", "to", "refused"
    };
    private static final long NEWEST = Long.MAX_VALUE;

    static AuditQuestion of(HttpServletRequest request) {
        var given = new LinkedHashMap<String, String>();
        for (String name : NAMES) {
            String value = request.getParameter(name);
            if (value != null && !value.isBlank()) {
                given.put(name, value.strip());
            }
        }
        return new AuditQuestion(given);
    }

    public String value(String name) {
        return given.getOrDefault(name, "");
    }

    AuditFilter filter() {
        return new AuditFilter(
                given.get("who"),
                given.get("what"),
                given.get("object"),
                given.get("project"),
                time("from"),
                time("to"),
                given.containsKey("refused"));
    }

    /// As browsers send it, without a zone: UTC, as the page shows times.
    private @Nullable Instant time(String name) {
        String text = given.get(name);
        if (text == null) {
            return null;
        }
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : text.length() == "2026-01-31".length()
                            ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            throw RefusedPage.unreadable(
                    "\"" + text + "\" is no time; write 2026-01-31 or 2026-01-31T15:00.");
        }
    }

    static long before(HttpServletRequest request) {
        String cursor = request.getParameter("cursor");
        try {
            return cursor == null || cursor.isBlank() ? NEWEST : Long.parseLong(cursor);
        } catch (NumberFormatException _) {
            throw RefusedPage.unreadable("\"" + cursor + "\" is no place in the list.");
        }
    }

    /// The page's address with these filters, and one more.
    public String address(String name, @Nullable Object value) {
        var address = UriComponentsBuilder.fromPath("/audit");
        given.forEach(address::queryParam);
        return value == null
                ? address.replaceQueryParam(name).encode().toUriString()
                : address.replaceQueryParam(name, value).encode().toUriString();
    }
}

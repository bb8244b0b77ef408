package dev.meridian.controlplane.console.audit;

import dev.meridian.controlplane.audit.model.AuditFilter;
import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.look.Filters;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The filters of the page, as its address has them.
record AuditQuestion(Filters filters) {
    private static final String[] NAMES = {
        "who", "what", "object", "project", "from", "to", "refused"
    };
    private static final long NEWEST = Long.MAX_VALUE;

    static AuditQuestion of(HttpServletRequest request) {
        return new AuditQuestion(Filters.of(request, "/audit", NAMES));
    }

    public String value(String name) {
        return filters.value(name, "");
    }

    AuditFilter filter() {
        return new AuditFilter(
                filters.value("who"),
                filters.value("what"),
                filters.value("object"),
                filters.value("project"),
                time("from"),
                time("to"),
                filters.value("refused") != null);
    }

    /// As browsers send it, without a zone: UTC, as the page shows times.
    private @Nullable Instant time(String name) {
        String text = filters.value(name);
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

    /// The page's address with these filters, and this one.
    public String address(String name, Object value) {
        return filters.with(name, value);
    }

    List<Filters.Chip> chips() {
        return filters.chips(NAMES);
    }
}

package dev.meridian.controlplane.console.audit;

import dev.meridian.controlplane.audit.model.AuditEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry as the page shows it.
///
/// @param link to what it was done to; null where no page shows that
/// @param status of the answer; null: not told
/// @param by `console` or `API`
/// @param changes field by field, before and after
/// @param rest what else the entry tells
record AuditLine(
        AuditEntry entry,
        @Nullable String link,
        @Nullable Integer status,
        String by,
        List<Change> changes,
        List<Fact> rest) {

    /// @param before empty: there was nothing
    /// @param after empty: there is nothing any more
    record Change(String field, String before, String after, boolean differs) {}

    record Fact(String name, String value) {}

    public boolean refused() {
        return status != null && status >= 400;
    }
}

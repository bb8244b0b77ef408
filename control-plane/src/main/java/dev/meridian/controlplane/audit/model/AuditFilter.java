package dev.meridian.controlplane.audit.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which entries to list; null: any.
///
/// @param actor the whole name
/// @param action a part of what was done, `cancel` or `POST /api/v1/jobs`
/// @param object what it was done to, or the beginning of it: `jobs/0197…`, `projects`
/// @param project what the entry says it belongs to, or is done to
/// @param from not before
/// @param to before
/// @param refused true: only what was refused
public record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String object,
        @Nullable String project,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean refused) {
    public static final AuditFilter ALL =
            new AuditFilter(null, null, null, null, null, null, false);
}

package dev.meridian.controlplane.audit.store;

import dev.meridian.controlplane.audit.model.AuditFilter;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/// Turns a filter into the condition of a statement: only what is asked for is written, so that
/// each combination finds its index.
final class AuditSearch {
    private final StringBuilder where = new StringBuilder("seq < :before");
    private final Map<String, Object> values = new HashMap<>();

    AuditSearch(AuditFilter filter, long before) {
        values.put("before", before);
        if (filter.actor() != null) {
            and("actor = :actor", "actor", filter.actor());
        }
        if (filter.action() != null) {
            and("strpos(lower(action), lower(:action)) > 0", "action", filter.action());
        }
        if (filter.object() != null) {
            and("starts_with(object, :object)", "object", filter.object());
        }
        if (filter.project() != null) {
            and(
                    "(detail ->> 'project' = :project or object = 'projects/' || :project or starts_with(object, 'queues/' || :project || '/'))",
                    "project",
                    filter.project());
        }
        if (filter.from() != null) {
            and("at >= :from", "from", filter.from().atOffset(ZoneOffset.UTC));
        }
        if (filter.to() != null) {
            and("at < :to", "to", filter.to().atOffset(ZoneOffset.UTC));
        }
        if (filter.refused()) {
            where.append(" and (detail ->> 'status') ~ '^[45]'");
        }
    }

    private void and(String condition, String name, Object value) {
        where.append(" and ").append(condition);
        values.put(name, value);
    }

    String where() {
        return where.toString();
    }

    Map<String, Object> values() {
        return values;
    }
}

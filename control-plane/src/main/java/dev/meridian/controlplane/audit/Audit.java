package dev.meridian.controlplane.audit;

import dev.meridian.controlplane.audit.model.AuditEntry;
import dev.meridian.controlplane.audit.model.AuditFilter;
import dev.meridian.controlplane.audit.model.AuditVerdict;
import dev.meridian.controlplane.audit.model.NewEntry;
import dev.meridian.controlplane.audit.store.AuditStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// Who did what, kept so that a change afterwards shows.
@Service
public class Audit {
    private final AuditStore store;
    private final AuditWriter writer;
    private final JsonMapper json;
    private final Clock clock;

    Audit(AuditStore store, AuditWriter writer, JsonMapper json, Clock clock) {
        this.store = store;
        this.writer = writer;
        this.json = json;
        this.clock = clock;
    }

    /// Returns once the entry is durable.
    ///
    /// @param actor user name, or `system`
    /// @param source address that it came from
    /// @param action what was done
    /// @param object what it was done to
    /// @param detail before, after, outcome; no secrets
    public void record(
            String actor, String source, String action, String object, Map<String, ?> detail) {
        writer.write(
                new NewEntry(
                        clock.instant(),
                        actor,
                        source,
                        action,
                        object,
                        json.writeValueAsString(detail)));
    }

    /// Newest first.
    ///
    /// @param before only entries with a lower number
    public List<AuditEntry> list(long before, int limit) {
        return list(AuditFilter.ALL, before, limit);
    }

    /// Newest first of those that fit.
    ///
    /// @param before only entries with a lower number
    public List<AuditEntry> list(AuditFilter filter, long before, int limit) {
        return store.list(filter, before, limit);
    }

    /// Reads the whole chain and says whether anything in it was changed.
    public AuditVerdict verify() {
        return store.verify();
    }
}

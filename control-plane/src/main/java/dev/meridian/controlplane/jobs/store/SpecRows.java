package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.JobId;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Job specs: written once, read often.
@Component
public class SpecRows {
    private static final int FLUSH_AFTER = 1000;

    private final EntityManager entities;
    private final JdbcClient sql;

    SpecRows(EntityManager entities, JdbcClient sql) {
        this.entities = entities;
        this.sql = sql;
    }

    public void insert(List<NewJobRow> jobs, Instant now) {
        for (int i = 0; i < jobs.size(); i++) {
            entities.persist(new JobSpecRow(jobs.get(i), now));
            if ((i + 1) % FLUSH_AFTER == 0) {
                entities.flush();
                entities.clear();
            }
        }
        entities.flush();
        entities.clear();
    }

    /// The specs as JSON; absent where there is no such job.
    public Map<JobId, String> json(Collection<JobId> ids) {
        Map<JobId, String> found = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.sql("select id, spec from job_specs where id = any(cast(:ids as uuid[]))")
                    .param("ids", MovingRows.texts(ids))
                    .query(row -> {
                        found.put(new JobId(row.getObject(1, UUID.class)), row.getString(2));
                    });
        }
        return found;
    }
}

package dev.meridian.controlplane.fleet.store;

import dev.meridian.controlplane.fleet.model.Drain;
import dev.meridian.controlplane.fleet.model.NodeId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Nodes that are being emptied: asked for by every plan, so without the rest of the fleet.
@Component
public class DrainingRows {
    private final JdbcClient sql;

    DrainingRows(JdbcClient sql) {
        this.sql = sql;
    }

    /// Those that were not found empty yet.
    public Map<NodeId, Drain> draining() {
        Map<NodeId, Drain> drains = new LinkedHashMap<>();
        sql.sql(
                        """
                        select id, drain_reason, drain_since, drain_deadline, drain_force from nodes
                        where drain_since is not null and drain_done_at is null order by id\
                        """)
                .query(row -> {
                    OffsetDateTime deadline = row.getObject(4, OffsetDateTime.class);
                    Instant until = deadline == null ? null : deadline.toInstant();
                    drains.put(
                            new NodeId(row.getObject(1, UUID.class)),
                            new Drain(
                                    row.getString(2),
                                    row.getObject(3, OffsetDateTime.class).toInstant(),
                                    until,
                                    row.getBoolean(5),
                                    null));
                });
        return drains;
    }
}

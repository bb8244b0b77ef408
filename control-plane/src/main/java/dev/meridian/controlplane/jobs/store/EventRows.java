package dev.meridian.controlplane.jobs.store;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Appends to the history.
@Component
class EventRows {
    private final JdbcClient sql;

    EventRows(JdbcClient sql) {
        this.sql = sql;
    }

    void append(List<EventRow> events) {
        if (events.isEmpty()) {
            return;
        }
        var columns =
                Columns.of(events)
                        .times("at", EventRow::at)
                        .texts("kind", EventRow::kind)
                        .texts("project", EventRow::project)
                        .uuids("job_id", event -> event.job().value())
                        .uuids("allocation_id", EventRows::allocation)
                        .uuids("node_id", EventRows::node)
                        .ints("epoch", EventRow::epoch)
                        .texts("sentence", EventRow::sentence);
        sql.sql(
                        """
                        insert into events (at, kind, project, job_id, allocation_id, node_id, epoch, sentence)
                        select at, kind, project, job_id, allocation_id, node_id, epoch, sentence from %s\
                        """
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .update();
    }

    private static @Nullable UUID allocation(EventRow event) {
        return event.allocation() == null ? null : event.allocation().value();
    }

    private static @Nullable UUID node(EventRow event) {
        return event.node() == null ? null : event.node().value();
    }
}

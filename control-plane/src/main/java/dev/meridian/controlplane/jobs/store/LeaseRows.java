package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.store.EffectWriter.Granted;
import dev.meridian.controlplane.jobs.store.EffectWriter.Released;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Grants the right to run with a placement, and takes it back with its end. Renewal is the matter
/// of dispatch; like it this goes by the database's clock alone.
@Component
class LeaseRows {
    private final JdbcClient sql;

    LeaseRows(JdbcClient sql) {
        this.sql = sql;
    }

    void grant(List<Granted> granted) {
        if (granted.isEmpty()) {
            return;
        }
        var columns =
                Columns.of(granted)
                        .uuids("allocation_id", each -> each.of().id().value())
                        .uuids("job_id", each -> each.of().job().id().value())
                        .ints("epoch", each -> each.lease().copy().epoch())
                        .uuids("node_id", each -> each.lease().copy().node().value());
        sql.sql(
                        """
                        insert into leases (allocation_id, epoch, node_id, policy, length, expires_at)
                        select v.allocation_id, v.epoch, v.node_id, j.disconnect_policy, j.lost_after, now() + j.lost_after
                        from %s join jobs j on j.id = v.job_id
                        on conflict (allocation_id, epoch) do update set node_id = excluded.node_id,
                            policy = excluded.policy, length = excluded.length, expires_at = excluded.expires_at\
                        """
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .update();
    }

    void release(List<Released> ended) {
        if (ended.isEmpty()) {
            return;
        }
        var columns =
                Columns.of(ended)
                        .uuids("id", each -> each.of().id().value())
                        .ints("of_epoch", each -> each.lease().epoch());
        sql.sql(
                        "delete from leases l using %s where l.allocation_id = v.id and l.epoch = v.of_epoch"
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .update();
    }
}

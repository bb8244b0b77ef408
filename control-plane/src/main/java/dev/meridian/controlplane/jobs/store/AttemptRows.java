package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.CopyUse;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.jobs.model.NewPlacement;
import dev.meridian.controlplane.jobs.store.EffectWriter.Closed;
import dev.meridian.controlplane.jobs.store.EffectWriter.Departed;
import dev.meridian.controlplane.jobs.store.EffectWriter.Marked;
import dev.meridian.controlplane.jobs.store.EffectWriter.Opened;
import dev.meridian.controlplane.jobs.store.EffectWriter.Ordered;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes the placements of allocations.
@Component
class AttemptRows {
    private final JdbcClient sql;

    AttemptRows(JdbcClient sql) {
        this.sql = sql;
    }

    void open(List<Opened> opened) {
        if (opened.isEmpty()) {
            return;
        }
        var columns =
                Columns.of(opened)
                        .uuids("allocation_id", each -> each.of().id().value())
                        .ints("epoch", each -> each.attempt().copy().epoch())
                        .uuids("node_id", each -> each.attempt().copy().node().value())
                        .texts("devices", each -> JsonColumns.write(row(each).devices()))
                        .texts("placement", each -> row(each).why())
                        .doubles("price", each -> row(each).pricePerHour().dollars())
                        .longs("device_millis", each -> devices(row(each).devices()))
                        .times("at", each -> each.attempt().at());
        sql.sql(
                        """
                        insert into attempts (allocation_id, epoch, node_id, region, cluster, state, devices, placement,
                            price_per_hour, assigned_at, project, queue, cpu_millis, memory_mib, device_millis)
                        select v.allocation_id, v.epoch, v.node_id, c.region, c.name, 'ASSIGNED', cast(v.devices as jsonb),
                            cast(v.placement as jsonb), v.price, v.at, j.project, j.queue, g.cpu_millis, ceil(g.memory_mib * a.memory_factor),
                            v.device_millis
                        from %s join nodes n on n.id = v.node_id join clusters c on c.id = n.cluster_id
                        join allocations a on a.id = v.allocation_id join task_groups g on g.id = a.group_id
                        join jobs j on j.id = a.job_id\
                        """
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .update();
    }

    private static long devices(List<DeviceShare> held) {
        return held.stream().mapToLong(DeviceShare::millis).sum();
    }

    /// Before the next one is opened: at most one is current.
    void depart(List<Departed> departed) {
        if (departed.isEmpty()) {
            return;
        }
        var columns =
                Columns.of(departed)
                        .uuids("id", each -> each.of().id().value())
                        .ints("of_epoch", each -> each.attempt().copy().epoch())
                        .booleans("overlap", each -> each.attempt().overlap())
                        .times("at", each -> each.attempt().at());
        sql.sql(
                        """
                        update attempts t set departing_since = v.at, departing_overlap = v.overlap,
                            departing_memory_mib = ceil(g.memory_mib * a.memory_factor)
                        from %s join allocations a on a.id = v.id join task_groups g on g.id = a.group_id
                        where t.allocation_id = v.id and t.epoch = v.of_epoch and t.ended_at is null\
                        """
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .update();
    }

    void order(List<Ordered> ordered) {
        if (ordered.isEmpty()) {
            return;
        }
        var columns =
                Columns.of(ordered)
                        .uuids("id", each -> each.of().id().value())
                        .ints("of_epoch", each -> each.attempt().epoch())
                        .texts("new_order", each -> each.attempt().stop().order().name())
                        .texts("new_reason", each -> each.attempt().stop().reason());
        sql.sql(
                        """
                        update attempts t set stop_order = v.new_order, stop_reason = v.new_reason
                        from %s where t.allocation_id = v.id and t.epoch = v.of_epoch and t.ended_at is null\
                        """
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .update();
    }

    void mark(List<Marked> marked) {
        if (marked.isEmpty()) {
            return;
        }
        var columns =
                Columns.of(marked)
                        .uuids("id", each -> each.of().id().value())
                        .ints("of_epoch", each -> each.attempt().epoch())
                        .texts("new_state", each -> each.attempt().state().name())
                        .times("new_started", each -> each.attempt().startedAt());
        sql.sql(
                        """
                        update attempts t set state = v.new_state, started_at = coalesce(t.started_at, v.new_started)
                        from %s where t.allocation_id = v.id and t.epoch = v.of_epoch and t.ended_at is null\
                        """
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .update();
    }

    /// Also corrects one that was given up and turns out to have succeeded: it keeps the time of
    /// its end.
    void close(List<Closed> closed) {
        if (closed.isEmpty()) {
            return;
        }
        var columns =
                Columns.of(closed)
                        .uuids("id", each -> each.of().id().value())
                        .ints("of_epoch", each -> each.attempt().epoch())
                        .texts("new_state", each -> each.attempt().end().name())
                        .texts("new_reason", each -> blankToNull(each.attempt().reason()))
                        .texts("new_detail", each -> blankToNull(each.attempt().detail()))
                        .ints("new_exit_code", each -> each.attempt().exitCode())
                        .times("new_ended", each -> each.attempt().at())
                        .longs("peak", each -> positive(use(each).peakMemory().value()))
                        .longs("cpu", each -> positive(use(each).cpuTime().toMillis()));
        sql.sql(
                        """
                        update attempts t set state = v.new_state, reason = v.new_reason, detail = v.new_detail,
                            exit_code = v.new_exit_code, ended_at = coalesce(t.ended_at, v.new_ended),
                            peak_memory_mib = coalesce(v.peak, t.peak_memory_mib),
                            cpu_time_millis = coalesce(v.cpu, t.cpu_time_millis)
                        from %s where t.allocation_id = v.id and t.epoch = v.of_epoch\
                        """
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .update();
    }

    private static NewPlacement row(Opened opened) {
        return Objects.requireNonNull(
                opened.of().placement(), "an attempt is opened by a row of a plan");
    }

    private static CopyUse use(Closed closed) {
        return closed.of().use();
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    private static @Nullable Long positive(long value) {
        return value > 0 ? value : null;
    }
}

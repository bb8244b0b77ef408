package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.AllocationState.Ended;
import dev.meridian.controlplane.jobs.model.AllocationState.Live;
import dev.meridian.controlplane.jobs.model.AllocationState.Pending;
import dev.meridian.controlplane.jobs.model.Stop;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The only place that writes the state of allocations.
@Component
class AllocationRows {
    private final JdbcClient sql;

    AllocationRows(JdbcClient sql) {
        this.sql = sql;
    }

    void write(List<Tracked> moved, Instant now) {
        if (moved.isEmpty()) {
            return;
        }
        var columns =
                Columns.of(moved)
                        .uuids("id", each -> each.id().value())
                        .longs("seen", Tracked::version)
                        .texts("new_state", each -> each.state().kind().name())
                        .ints("new_epoch", each -> each.state().epoch())
                        .uuids("new_node", AllocationRows::node)
                        .ints("new_retries", each -> each.state().tally().retries())
                        .ints("new_losses", each -> each.state().tally().losses())
                        .doubles("new_factor", each -> each.state().tally().memoryFactor())
                        .uuids("new_avoid", AllocationRows::avoid)
                        .times("new_not_before", AllocationRows::notBefore)
                        .texts("new_stop_order", AllocationRows::stopOrder)
                        .texts("new_stop_reason", AllocationRows::stopReason)
                        .ints("new_exit_code", Tracked::exitCode)
                        .texts("new_reason", Tracked::reason)
                        .times("new_started", Tracked::startedAt)
                        .times("new_ended", AllocationRows::endedAt);
        int written =
                sql.sql(
                                """
                                update allocations a set
                                    changed_at = case when a.state = v.new_state then a.changed_at else cast(:now as timestamptz) end,
                                    state = v.new_state, epoch = v.new_epoch, node_id = v.new_node,
                                    retries = v.new_retries, losses = v.new_losses, memory_factor = v.new_factor,
                                    avoid_node = v.new_avoid, not_before = v.new_not_before,
                                    stop_order = v.new_stop_order, stop_reason = v.new_stop_reason,
                                    exit_code = v.new_exit_code, reason = v.new_reason,
                                    started_at = v.new_started, ended_at = v.new_ended, version = a.version + 1
                                from %s where a.id = v.id and a.version = v.seen\
                                """
                                        .formatted(columns.relation()))
                        .params(columns.parameters())
                        .param("now", now.toString())
                        .update();
        if (written != moved.size()) {
            throw new IllegalStateException(
                    "%d of %d allocations were changed by somebody who did not hold their jobs"
                            .formatted(moved.size() - written, moved.size()));
        }
    }

    /// Why they waited is of no interest to those that do no longer.
    void forgetReasons(List<Tracked> noLongerWaiting) {
        if (!noLongerWaiting.isEmpty()) {
            sql.sql("delete from pending_reasons where allocation_id = any(cast(:ids as uuid[]))")
                    .param(
                            "ids",
                            noLongerWaiting.stream()
                                    .map(each -> each.id().toString())
                                    .toArray(String[]::new))
                    .update();
        }
    }

    private static @Nullable UUID node(Tracked each) {
        return each.state() instanceof Live live ? live.copy().node().value() : null;
    }

    private static @Nullable UUID avoid(Tracked each) {
        @Nullable NodeId avoid = each.state().tally().avoidNode();
        return avoid == null ? null : avoid.value();
    }

    private static @Nullable Instant notBefore(Tracked each) {
        if (each.state() instanceof Pending waiting) {
            return waiting.notBefore();
        }
        @Nullable Stop stop = stop(each.state());
        return stop == null ? null : stop.notBefore();
    }

    private static @Nullable String stopOrder(Tracked each) {
        @Nullable Stop stop = stop(each.state());
        return stop == null ? null : stop.order().name();
    }

    private static @Nullable String stopReason(Tracked each) {
        @Nullable Stop stop = stop(each.state());
        return stop == null ? null : stop.reason();
    }

    private static @Nullable Instant endedAt(Tracked each) {
        return each.state() instanceof Ended ended ? ended.endedAt() : null;
    }

    private static @Nullable Stop stop(AllocationState state) {
        return state instanceof Live live ? live.stop() : null;
    }
}

package dev.meridian.controlplane.jobs.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes what was derived of groups and jobs.
@Component
class ProgressRows {
    private final JdbcClient sql;

    ProgressRows(JdbcClient sql) {
        this.sql = sql;
    }

    void writeGroups(List<TrackedJob> jobs) {
        List<TrackedGroup> changed =
                jobs.stream()
                        .flatMap(job -> job.groups().stream())
                        .filter(TrackedGroup::isChanged)
                        .toList();
        if (changed.isEmpty()) {
            return;
        }
        var columns =
                Columns.of(changed)
                        .uuids("id", TrackedGroup::id)
                        .ints("n_waiting", group -> group.progress().waiting())
                        .ints("n_assigned", group -> group.progress().assigned())
                        .ints("n_active", group -> group.progress().active())
                        .ints("n_succeeded", group -> group.progress().succeeded())
                        .ints("n_failed", group -> group.progress().failed())
                        .ints("n_cancelled", group -> group.progress().cancelled())
                        .ints("n_departing", group -> group.progress().departing())
                        .ints("size", ProgressRows::size)
                        .booleans("now_ready", TrackedGroup::ready);
        sql.sql(
                        """
                        update task_groups g set waiting = n_waiting, assigned = n_assigned, active = n_active,
                            succeeded = n_succeeded, failed = n_failed, cancelled = n_cancelled, departing = n_departing,
                            gang_size = size, ready = now_ready
                        from %s where g.id = v.id\
                        """
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .update();
    }

    private static @Nullable Integer size(TrackedGroup group) {
        return group.progress().leftOut() == 0 ? null : (Integer) group.size();
    }

    void writeJobs(List<TrackedJob> jobs) {
        List<TrackedJob> changed = jobs.stream().filter(TrackedJob::isChanged).toList();
        if (changed.isEmpty()) {
            return;
        }
        var columns =
                Columns.of(changed)
                        .uuids("id", job -> job.id().value())
                        .texts("new_state", job -> job.state().name())
                        .booleans("new_suspended", TrackedJob::suspended)
                        .texts("new_cancel", TrackedJob::cancelReason)
                        .times("new_started", TrackedJob::startedAt)
                        .times("new_ended", TrackedJob::endedAt);
        sql.sql(
                        """
                        update jobs j set state = v.new_state, suspended = v.new_suspended, cancel_reason = v.new_cancel,
                            started_at = v.new_started, ended_at = v.new_ended, version = j.version + 1
                        from %s where j.id = v.id\
                        """
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .update();
    }
}

package dev.meridian.controlplane.jobs.store;

import dev.meridian.controlplane.jobs.model.spec.ArraySpec;
import dev.meridian.controlplane.jobs.model.spec.BudgetSpec;
import dev.meridian.controlplane.jobs.model.spec.CheckpointSpec;
import dev.meridian.controlplane.jobs.model.spec.DisconnectRule;
import dev.meridian.controlplane.jobs.model.spec.TaskGroupSpec;
import dev.meridian.controlplane.kernel.Ids;
import dev.meridian.controlplane.kernel.model.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes new jobs with their groups and allocations, many jobs in a few statements.
@Component
public class SubmissionRows {
    /// Bounds the memory of one statement, not the size of a job.
    private static final int ALLOCATIONS_AT_ONCE = 20_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient sql;
    private final EventRows events;
    private final Ids ids;

    SubmissionRows(JdbcClient sql, EventRows events, Ids ids) {
        this.sql = sql;
        this.events = events;
        this.ids = ids;
    }

    private record NewGroup(UUID id, NewJobRow of, int ordinal, TaskGroupSpec spec) {
        int instances() {
            return of.job().spec().instances(spec);
        }

        int standbys() {
            return of.job().spec().standbys(spec);
        }
    }

    private record NewAllocation(UUID id, NewGroup of, int index) {}

    /// Their specs are stored already.
    public void insert(List<NewJobRow> jobs, Instant now) {
        insertJobs(jobs, now);
        List<NewGroup> groups = new ArrayList<>();
        for (NewJobRow job : jobs) {
            List<TaskGroupSpec> specs = job.job().spec().taskGroups();
            for (int i = 0; i < specs.size(); i++) {
                groups.add(new NewGroup(ids.next(), job, i, specs.get(i)));
            }
        }
        insertGroups(groups, now);
        List<NewAllocation> batch = new ArrayList<>();
        for (NewGroup group : groups) {
            for (int index = 0; index < group.instances(); index++) {
                batch.add(new NewAllocation(ids.next(), group, index));
                if (batch.size() == ALLOCATIONS_AT_ONCE) {
                    insertAllocations(batch, now);
                    batch.clear();
                }
            }
        }
        insertAllocations(batch, now);
        events.append(
                jobs.stream()
                        .flatMap(job ->
                                Stream.concat(
                                        Stream.of(submitted(job, now)),
                                        job.job().warnings().stream()
                                                .map(warning -> warned(job, warning, now))))
                        .toList());
    }

    private void insertJobs(List<NewJobRow> jobs, Instant now) {
        var columns =
                Columns.of(jobs)
                        .uuids("id", job -> job.id().value())
                        .texts("name", job -> job.job().spec().name())
                        .texts("project", job -> job.job().spec().project())
                        .texts("queue", job -> job.job().queue())
                        .texts("type", job -> job.job().spec().type().word())
                        .ints("priority", NewJobRow::priority)
                        .texts("policy", job -> rule(job).policy().word())
                        .texts("lost_after", job -> rule(job).lostAfter().toString())
                        .booleans("preemptible", job -> job.job().spec().preemptible())
                        .ints("min_runtime", job -> seconds(job.job().spec().minRuntime()))
                        .ints("loses_at_most", SubmissionRows::losesAtMost)
                        .doubles("max_total", SubmissionRows::maxTotal);
        sql.sql(
                        """
                        insert into jobs (id, name, project, queue, type, priority, state, submitted_at,
                            disconnect_policy, lost_after, preemptible,
                            min_runtime_seconds, loses_at_most_seconds, max_total_cost)
                        select id, name, project, queue, type, priority, 'QUEUED', cast(:now as timestamptz),
                            policy, cast(lost_after as interval), preemptible, min_runtime, loses_at_most, max_total
                        from %s\
                        """
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .param("now", now.toString())
                .update();
    }

    private static @Nullable Integer losesAtMost(NewJobRow job) {
        CheckpointSpec checkpoint = job.job().spec().checkpoint();
        return checkpoint == null ? null : seconds(checkpoint.every());
    }

    private static @Nullable Double maxTotal(NewJobRow job) {
        BudgetSpec budget = job.job().spec().budget();
        Money most = budget == null ? null : budget.maxTotalCost();
        return most == null ? null : (Double) most.dollars();
    }

    private static @Nullable Integer seconds(@Nullable Duration duration) {
        return duration == null ? null : Math.toIntExact(duration.toSeconds());
    }

    private void insertGroups(List<NewGroup> groups, Instant now) {
        var columns =
                Columns.of(groups)
                        .uuids("id", NewGroup::id)
                        .uuids("job_id", group -> group.of().id().value())
                        .ints("ordinal", NewGroup::ordinal)
                        .texts("name", group -> group.spec().name())
                        .ints("instances", NewGroup::instances)
                        .ints("min_count", group -> group.spec().minCount())
                        .ints("shrinks_to", group -> group.spec().shrinksTo())
                        .texts("gang_group", group -> group.spec().gangGroup())
                        .json("depends", group -> JSON.writeValueAsString(group.spec().dependsOn()))
                        .ints("max_running", SubmissionRows::maxRunning)
                        .booleans("is_array", group -> group.spec().array() != null)
                        .booleans("ready", group -> group.spec().dependsOn().isEmpty())
                        .ints("priority", group -> group.of().priority())
                        .longs("cpu", group -> group.spec().resources().cpu().value())
                        .longs("memory", group -> group.spec().resources().memory().value())
                        .longs("disk", group -> group.spec().resources().disk().value())
                        .ints("standbys", NewGroup::standbys);
        sql.sql(
                        """
                        insert into task_groups (id, job_id, ordinal, name, count, min_count, shrinks_to, gang_group, depends_on,
                            max_running, is_array, ready, priority, queued_at, cpu_millis, memory_mib, disk_mib, waiting,
                            standbys)
                        select id, job_id, ordinal, name, instances, min_count, shrinks_to, gang_group,
                            array(select jsonb_array_elements_text(depends)),
                            max_running, is_array, ready, priority, cast(:now as timestamptz), cpu, memory, disk, instances,
                            standbys
                        from %s\
                        """
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .param("now", now.toString())
                .update();
    }

    private void insertAllocations(List<NewAllocation> allocations, Instant now) {
        if (allocations.isEmpty()) {
            return;
        }
        var columns =
                Columns.of(allocations)
                        .uuids("id", NewAllocation::id)
                        .uuids("job_id", each -> each.of().of().id().value())
                        .uuids("group_id", each -> each.of().id())
                        .ints("index", NewAllocation::index);
        sql.sql(
                        """
                        insert into allocations (id, job_id, group_id, index, state, created_at, changed_at)
                        select id, job_id, group_id, index, 'PENDING', t, t
                        from %s, (select cast(:now as timestamptz) as t) moment\
                        """
                                .formatted(columns.relation()))
                .params(columns.parameters())
                .param("now", now.toString())
                .update();
    }

    private static EventRow submitted(NewJobRow job, Instant now) {
        int instances = job.job().spec().instances();
        return new EventRow(
                now,
                "SUBMITTED",
                job.job().spec().project(),
                job.id(),
                null,
                null,
                null,
                "%s submitted the job with %d %s to the queue %s of the project %s"
                        .formatted(
                                job.job().submittedBy(),
                                instances,
                                instances == 1 ? "allocation" : "allocations",
                                job.job().queue(),
                                job.job().spec().project()));
    }

    private static EventRow warned(NewJobRow job, String warning, Instant now) {
        return new EventRow(
                now, "WARNED", job.job().spec().project(), job.id(), null, null, null, warning);
    }

    private static DisconnectRule rule(NewJobRow job) {
        return job.job().spec().disconnectRule();
    }

    private static @Nullable Integer maxRunning(NewGroup group) {
        @Nullable ArraySpec array = group.spec().array();
        return array == null ? null : array.maxRunning();
    }
}

package dev.meridian.controlplane.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.store.UntoldContacts;
import dev.meridian.controlplane.support.TestDatabase;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The statements that loops run again and again read what is going on, never what has ended.
///
/// One array of 100,000 sub-tasks of which nearly all have ended, 5,000 jobs that have ended, and
/// 200 that wait.
class PlansOfLoopsTest {
    private static final TestDatabase database = TestDatabase.fresh();
    private static final JdbcClient sql = database.jdbc();
    private static final UUID NODE = new UUID(7, 7);

    @BeforeAll
    static void fill() {
        sql.sql(
                        """
                        with r as (insert into regions (name) values ('r') returning name),
                        c as (insert into clusters (id, region, name) select gen_random_uuid(), name, 'c' from r returning id),
                        p as (insert into node_pools (id, cluster_id, name) select gen_random_uuid(), id, 'p' from c
                            returning id, cluster_id)
                        insert into nodes (id, cluster_id, pool_id, name, cpu_millis, memory_mib, disk_mib)
                        select cast(:node as uuid), cluster_id, id, 'n', 1, 1, 1 from p\
                        """)
                .param("node", NODE.toString())
                .update();
        jobs("ended", 5_000, 1, "SUCCEEDED", 0);
        jobs("waiting", 200, 1, "QUEUED", 1);
        jobs("array", 1, 100_000, "RUNNING", 10);
        sql.sql(
                        """
                        update allocations set state = 'RUNNING', node_id = :node, epoch = 1, started_at = now(), ended_at = null,
                            exit_code = null
                        where state = 'SUCCEEDED' and index between 50000 and 50019\
                        """)
                .param("node", NODE)
                .update();
        sql.sql(
                        """
                        insert into attempts (allocation_id, epoch, node_id, region, cluster, state, assigned_at)
                        select id, 1, node_id, 'r', 'c', 'RUNNING', now() from allocations where node_id is not null\
                        """)
                .update();
        sql.sql("vacuum analyze").update();
    }

    private static void jobs(String name, int jobs, int each, String state, int waiting) {
        sql.sql(
                        """
                        with s as (
                            insert into job_specs (id, name, project, queue, spec, submitted_by, submitted_at)
                            select gen_random_uuid(), :name, 'default', 'default', '{}', 'ada', now()
                            from generate_series(1, :jobs) returning id),
                        j as (
                            insert into jobs (id, name, project, queue, type, priority, state, submitted_at, ended_at,
                                disconnect_policy, lost_after)
                            select id, :name, 'default', 'default', 'batch', 500, :state, now(),
                                case when :state = 'SUCCEEDED' then now() end, 'fence', '2min' from s returning id),
                        g as (
                            insert into task_groups (id, job_id, ordinal, name, count, is_array, ready, priority, queued_at,
                                cpu_millis, memory_mib, disk_mib, waiting, succeeded)
                            select gen_random_uuid(), id, 0, 'main', :each, :each > 1, true, 500, now(), 1, 1, 1, :waiting,
                                :each - :waiting from j returning id, job_id)
                        insert into allocations (id, job_id, group_id, index, state, exit_code, created_at, changed_at, ended_at)
                        select gen_random_uuid(), job_id, id, i, case when i < :waiting then 'PENDING' else 'SUCCEEDED' end,
                            case when i < :waiting then null else 0 end, now(), now(),
                            case when i < :waiting then null else now() end
                        from g, generate_series(0, :each - 1) i\
                        """)
                .param("name", name)
                .param("jobs", jobs)
                .param("each", each)
                .param("state", state)
                .param("waiting", waiting)
                .update();
    }

    @Test
    void whatIsEligibleIsReadFromWhatWaits() {
        String plan =
                plan(
                        EligibleRows.ELIGIBLE
                                .replace(":limit", "1000")
                                .replace(":now", "'2099-01-01'"));
        assertThat(plan)
                .contains("allocations_waiting")
                .doesNotContainPattern("Seq Scan on (allocations|task_groups|jobs)");
        assertThat(rowsRead(plan)).isLessThan(5_000);
    }

    @Test
    void whatIsPlacedIsReadFromWhatHasANode() {
        String plan = plan(PlacedRows.PLACED);
        assertThat(plan).contains("allocations_placed").doesNotContain("Seq Scan on allocations");
        assertThat(plan(PlacedRows.HELD.replace(":nodes", "'{%s}'".formatted(NODE))))
                .contains("allocations_placed");
    }

    @Test
    void whatMovesIsReadFromWhatHasANode() {
        String plan = plan(MovableRows.MOVABLE.replace(":nodes", "'{%s}'".formatted(NODE)));
        assertThat(plan).contains("allocations_placed").doesNotContain("Seq Scan on allocations");
        for (String statement :
                List.of(
                        MovableRows.DEPARTING.replace(":nodes", "'{%s}'".formatted(NODE)),
                        MovableRows.REPLACED.replace(":steady", "5000"))) {
            assertThat(plan(statement)).doesNotContain("Seq Scan on allocations");
        }
    }

    @Test
    void contactsThatWereNotToldAreReadFromTheFewThatChanged() {
        for (String statement : List.of(UntoldContacts.SILENT, UntoldContacts.HEARD)) {
            String plan = plan(statement);
            assertThat(plan).doesNotContain("Seq Scan on allocations");
            assertThat(rowsRead(plan)).isLessThan(100);
        }
    }

    @Test
    void aReportOfOneSubTaskDoesNotReadItsArray() {
        String id =
                sql.sql(
                                "select cast(id as text) from allocations where node_id is not null limit 1")
                        .query(String.class)
                        .single();
        String plan = plan(MovingRows.SELECT + "where a.id = any('{%s}'::uuid[])".formatted(id));
        assertThat(plan).contains("allocations_pkey").doesNotContain("Seq Scan on allocations");
    }

    @Test
    void theNextBackOffIsTheFirstOfItsIndex() {
        assertThat(plan(EligibleRows.NEXT_BACK_OFF.replace(":now", "'2099-01-01'")))
                .contains("allocations_backing_off");
    }

    @Test
    void theQueueIsCountedWithoutWhatHasEnded() {
        String plan = plan(QueueCounts.JOBS);
        assertThat(plan).contains("jobs_live").doesNotContain("Seq Scan on jobs");
        assertThat(rowsRead(plan)).isLessThan(1_000);
    }

    private static String plan(String statement) {
        List<String> lines =
                sql.sql("explain (analyze, timing off) " + statement)
                        .query((row, _) -> row.getString(1))
                        .list();
        String plan = String.join("\n", lines);
        System.out.println(
                lines.getLast() + " of " + statement.lines().findFirst().orElse("") + " …");
        return plan;
    }

    /// Of all nodes of the plan together.
    private static long rowsRead(String plan) {
        return Pattern.compile("actual rows=(\\d+)")
                .matcher(plan)
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .sum();
    }
}

package dev.meridian.controlplane.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.support.TestDatabase;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A fresh system gets thousands of jobs in its first seconds: what the database knows of its
/// tables then is nothing, or of quite other work. Its plans must be good all the same.
class PlansWithPoorStatisticsTest {
    private static final int MANY = 2_000;

    /// A list of ids that is gone through again and again.
    private static final Pattern AGAIN_AND_AGAIN =
            Pattern.compile("loops=(?!1\\))\\d+\\)\\n *Index Cond: .*ANY");

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient sql = database.jdbc();

    @Test
    void whatHasBeenPlacedIsReadFromItsIds() {
        // stays as it is until enough has changed
        sql.sql("vacuum analyze").update();
        sql.sql(
                        """
                        with r as (insert into regions (name) values ('r') returning name),
                        c as (insert into clusters (id, region, name) select gen_random_uuid(), name, 'c' from r returning id),
                        p as (insert into node_pools (id, cluster_id, name) select gen_random_uuid(), id, 'p' from c
                            returning id, cluster_id)
                        insert into nodes (id, cluster_id, pool_id, name, cpu_millis, memory_mib, disk_mib)
                        select gen_random_uuid(), cluster_id, id, 'n', 1, 1, 1 from p\
                        """)
                .update();
        array(1, MANY);
        sql.sql(
                        "update allocations set state = 'ASSIGNED', epoch = 1, node_id = (select id from nodes)")
                .update();
        sql.sql(
                        """
                        insert into attempts (allocation_id, epoch, node_id, region, cluster, state, assigned_at)
                        select id, 1, node_id, 'r', 'c', 'ASSIGNED', now() from allocations\
                        """)
                .update();

        String ids =
                sql.sql("select cast(array_agg(id) as text) from allocations")
                        .query(String.class)
                        .single();
        String plan = plan(PlacedRows.PLACED_OF.replace(":ids", "'" + ids + "'"));

        assertThat(AGAIN_AND_AGAIN.matcher(plan).find()).as(plan).isFalse();
    }

    @Test
    void whatIsEligibleIsReadFromWhatWaitsAfterAnArrayThatWasAllThereWas() {
        array(1, MANY);
        sql.sql("vacuum analyze").update();
        array(MANY, 1);

        String plan =
                plan(
                        EligibleRows.ELIGIBLE
                                .replace(":limit", "10000")
                                .replace(":now", "'2099-01-01'"));

        assertThat(plan).contains("allocations_waiting").doesNotContain("Seq Scan on allocations");
    }

    private void array(int jobs, int each) {
        sql.sql(
                        """
                        with s as (
                            insert into job_specs (id, name, project, queue, spec, submitted_by, submitted_at)
                            select gen_random_uuid(), 'a', 'default', 'default', '{}', 'ada', now()
                            from generate_series(1, :jobs) returning id),
                        j as (
                            insert into jobs (id, name, project, queue, type, priority, state, submitted_at,
                                disconnect_policy, lost_after)
                            select id, 'a', 'default', 'default', 'batch', 500, 'QUEUED', now(), 'fence', '2min'
                            from s returning id),
                        g as (
                            insert into task_groups (id, job_id, ordinal, name, count, is_array, ready, priority, queued_at,
                                cpu_millis, memory_mib, disk_mib, waiting)
                            select gen_random_uuid(), id, 0, 'main', :each, :each > 1, true, 500, now(), 1, 1, 1, :each
                            from j returning id, job_id)
                        insert into allocations (id, job_id, group_id, index, state, created_at, changed_at)
                        select gen_random_uuid(), job_id, id, i, 'PENDING', now(), now()
                        from g, generate_series(0, :each - 1) i\
                        """)
                .param("jobs", jobs)
                .param("each", each)
                .update();
    }

    private String plan(String statement) {
        return String.join(
                "\n",
                sql.sql("explain (analyze, timing off, buffers off) " + statement)
                        .query(String.class)
                        .list());
    }
}

package dev.meridian.controlplane.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.support.TestDatabase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the loop of the places that stand by asks each second reads what stands by, never what runs
/// without, nor what has ended.
///
/// 50,000 allocations that run and ask for none, 20,000 places that stood by, and 200 that do, one
/// of which is missing.
class PlansOfStandbysTest {
    private static final TestDatabase database = TestDatabase.fresh();
    private static final JdbcClient sql = database.jdbc();
    private static final UUID NODE = new UUID(7, 7);
    private static final UUID AWAY = new UUID(7, 8);
    private static final int READY = 200;

    @BeforeAll
    static void fill() {
        node(NODE, "r");
        node(AWAY, "s");
        jobs("busy", 50, 1_000, 0);
        jobs("ready", READY, 1, 1);
        sql.sql(
                        """
                        insert into standbys (id, allocation_id, node_id, region, cluster, project, queue, cpu_millis, memory_mib,
                            device_millis, assigned_at, prepared_at, ended_at, outcome, reason)
                        select gen_random_uuid(), a.id, :away, 's', 'c', 'default', 'default', 1, 1, 0, now(), now(),
                            case when i > 0 then now() end, case when i > 0 then 'DROPPED' end, ''
                        from allocations a join jobs j on j.id = a.job_id and j.name = 'ready', generate_series(0, 100) i\
                        """)
                .param("away", AWAY)
                .update();
        sql.sql(
                        """
                        update standbys set ended_at = now(), outcome = 'DROPPED'
                        where id = (select id from standbys where ended_at is null limit 1)\
                        """)
                .update();
        sql.sql("vacuum analyze").update();
    }

    private static void node(UUID id, String region) {
        sql.sql(
                        """
                        with r as (insert into regions (name) values (:region) returning name),
                        c as (insert into clusters (id, region, name) select gen_random_uuid(), name, 'c' from r returning id),
                        p as (insert into node_pools (id, cluster_id, name) select gen_random_uuid(), id, 'p' from c
                            returning id, cluster_id),
                        n as (insert into nodes (id, cluster_id, pool_id, name, cpu_millis, memory_mib, disk_mib)
                            select :id, cluster_id, id, 'n', 1, 1, 1 from p returning id)
                        insert into node_health (node_id, contact) select id, 'READY' from n\
                        """)
                .param("region", region)
                .param("id", id)
                .update();
    }

    private static void jobs(String name, int jobs, int each, int standbys) {
        sql.sql(
                        """
                        with s as (
                            insert into job_specs (id, name, project, queue, spec, submitted_by, submitted_at)
                            select gen_random_uuid(), :name, 'default', 'default', '{}', 'ada', now()
                            from generate_series(1, :jobs) returning id),
                        j as (
                            insert into jobs (id, name, project, queue, type, priority, state, submitted_at, disconnect_policy,
                                lost_after)
                            select id, :name, 'default', 'default', 'batch', 500, 'RUNNING', now(), 'fence', '2min' from s
                            returning id),
                        g as (
                            insert into task_groups (id, job_id, ordinal, name, count, ready, priority, queued_at,
                                cpu_millis, memory_mib, disk_mib, waiting, active, standbys)
                            select gen_random_uuid(), id, 0, 'main', :each, true, 500, now(), 1, 1, 1, 0, :each, :standbys
                            from j returning id, job_id),
                        a as (
                            insert into allocations (id, job_id, group_id, index, state, epoch, node_id, created_at, changed_at,
                                started_at)
                            select gen_random_uuid(), job_id, id, i, 'RUNNING', 1, :node, now(), now(), now()
                            from g, generate_series(0, :each - 1) i returning id)
                        insert into attempts (allocation_id, epoch, node_id, region, cluster, state, assigned_at)
                        select id, 1, :node, 'r', 'c', 'RUNNING', now() from a\
                        """)
                .param("name", name)
                .param("jobs", jobs)
                .param("each", each)
                .param("standbys", standbys)
                .param("node", NODE)
                .update();
    }

    @Test
    void aRoundReadsWhatStandsBy() {
        Map<String, String> round = new LinkedHashMap<>();
        round.put("needless", StandbyNeeds.NEEDLESS);
        round.put("waiting", StandbyNeeds.WAITING.replace(":now", "'2099-01-01'"));
        round.put("leaving", StandbyNeeds.LEAVING.replace(":now", "'2099-01-01'"));
        round.put("missing", StandbyNeeds.MISSING);
        round.put("wanted", StandbyNeeds.WANTED.replace(":limit", "1000").replace(":draw", "7"));
        round.forEach((name, statement) -> {
            String plan = plan(name, statement);
            assertThat(plan)
                    .as(name)
                    .doesNotContainPattern("Seq Scan on (allocations|attempts|standbys)");
            // what is read again for each place is an index entry
            assertThat(rowsRead(plan)).as(name + "\n" + plan).isLessThan(20L * READY);
        });
    }

    @Test
    void theOneThatIsMissingIsFound() {
        assertThat(
                        sql.sql(StandbyNeeds.WANTED)
                                .param("limit", 1_000)
                                .param("draw", 7)
                                .query((row, _) -> row.getObject("id", UUID.class))
                                .list())
                .hasSize(1);
    }

    private static String plan(String name, String statement) {
        String plan =
                String.join(
                        "\n",
                        sql.sql("explain (analyze, timing off) " + statement)
                                .query((row, _) -> row.getString(1))
                                .list());
        System.out.println(name + ": " + plan.lines().reduce((_, last) -> last).orElse(""));
        return plan;
    }

    /// Of all nodes of the plan together, as often as each was asked; what is kept in memory to be
    /// gone through again is read once.
    private static long rowsRead(String plan) {
        String read =
                plan.lines()
                        .filter(line -> !line.contains("Materialize"))
                        .collect(Collectors.joining("\n"));
        return Pattern.compile("actual rows=([\\d.]+) loops=(\\d+)")
                .matcher(read)
                .results()
                .mapToLong(match ->
                        Math.round(
                                Double.parseDouble(match.group(1))
                                        * Long.parseLong(match.group(2))))
                .sum();
    }
}

package dev.meridian.controlplane.console.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.meridian.controlplane.console.People;
import dev.meridian.controlplane.jobs.ProjectCosts;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.Rows;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// What a job cost is the same before and after its hours are closed.
@MeridianTest
@TestPropertySource(properties = "meridian.loops.enabled=false")
class ProjectCostTest {
    @Autowired Api api;
    @Autowired Home home;
    @Autowired JdbcClient sql;
    @Autowired ProjectCosts costs;

    @Test
    void hoursThatAreClosedCostWhatTheirAttemptsDid() {
        var rows = new Rows(sql);
        rows.running(rows.node("eu-west", "n-1"));
        rows.running(rows.node("eu-west", "n-2"));
        sql.sql(
                        """
                        update attempts set price_per_hour = 4, assigned_at = now() - interval '5 hours',
                            started_at = now() - interval '5 hours', devices = '[{"index": 0, "millis": 500}]', device_millis = 500\
                        """)
                .update();
        // one of them ended half an hour ago
        sql.sql(
                        """
                        update attempts set state = 'LOST', ended_at = now() - interval '30 minutes'
                        where allocation_id = (select min(cast(allocation_id as text))::uuid from attempts)\
                        """)
                .update();
        // as if nothing had been closed for a day
        sql.sql(
                        "update project_hours_until set hour = date_trunc('hour', now(), 'UTC') - interval '1 day'")
                .update();
        double before = day(costs.overview());
        assertThat(before).isCloseTo(4 * 5 + 4 * 4.5, within(0.5));

        costs.runOnce(Instant.now());
        costs.runOnce(Instant.now());
        assertThat(sql.sql("select count(*) from project_hours").query(Long.class).single())
                .isBetween(4L, 6L);
        double closed =
                sql.sql("select sum(dollars) from project_hours").query(Double.class).single();
        double open =
                sql.sql(
                                """
                                select sum(price_per_hour * extract(epoch from coalesce(ended_at, now())
                                    - (select hour from project_hours_until)) / 3600) from attempts\
                                """)
                        .query(Double.class)
                        .single();
        assertThat(closed + open).isCloseTo(before, within(0.5));

        var page = People.admin(api, home).get("/projects/default?costly=true&span=24h").text();
        assertThat(page)
                .contains(
                        "$4.00",
                        "0.5 accelerators",
                        "Costliest jobs",
                        "as a table",
                        "<rect",
                        "href=\"/jobs/")
                .doesNotContain("Nothing was spent", "style=");
    }

    private static double day(ProjectCosts.Overview overview) {
        return overview.spending().stream().mapToDouble(one -> one.day()).sum();
    }
}

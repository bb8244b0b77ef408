package dev.meridian.controlplane.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.support.MeridianTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MeridianTest
class LargeFleetTest {

    /// The planner reads the fleet for each plan; the first reading fills the memory, each later
    /// one reads what moved.
    @Test
    void tenThousandNodesAreReadInAMoment(
            @Autowired FleetQueries fleet, @Autowired JdbcClient sql) {
        sql.sql("insert into regions (name) values ('large')").update();
        sql.sql("insert into clusters (id, region, name) values (gen_random_uuid(), 'large', 'c1')")
                .update();
        sql.sql(
                        "insert into node_pools (id, cluster_id, name) select gen_random_uuid(), id, 'default' from clusters")
                .update();
        sql.sql(
                        """
                        insert into nodes (id, cluster_id, pool_id, name, labels, cpu_millis, memory_mib, disk_mib, accelerators)
                        select gen_random_uuid(), p.cluster_id, p.id, 'n' || i, '{"os": "linux", "zone": "a"}', 64000, 524288,
                            1000000, '[{"index":0,"vendor":"nvidia","model":"H100","memoryMib":81559,"uuid":"u","declared":false}]'
                        from node_pools p, generate_series(1, 10000) i\
                        """)
                .update();
        sql.sql(
                        "insert into node_health (node_id, contact, last_heard_at) select id, 'READY', now() from nodes")
                .update();

        assertThat(fleet.fleet().nodes()).hasSize(10_000);
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 5; i++) {
            sql.sql("update node_health set last_heard_at = now()").update();
            long start = System.nanoTime();
            assertThat(fleet.fleet().nodes()).hasSize(10_000);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            best = took.compareTo(best) < 0 ? took : best;
        }

        System.out.println("10,000 nodes are read in " + best.toMillis() + " ms");
        assertThat(best).isLessThan(Duration.ofSeconds(10));
    }
}

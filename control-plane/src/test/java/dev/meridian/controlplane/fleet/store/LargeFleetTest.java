package dev.meridian.controlplane.fleet.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.support.TestDatabase;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The planner reads the fleet for each plan; the first reading fills the memory, each later one
/// reads what moved.
class LargeFleetTest {
    private static final int NODES = 10_000;

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient sql = database.jdbc();
    private final FleetReader reader = new FleetReader(new FleetSql(sql));

    @Test
    void whatDidNotMoveIsNotReadAgain() {
        fill();
        assertThat(rowsOfNodesRead()).as("versions, and then what each is").isEqualTo(2L * NODES);

        sql.sql("update node_health set last_heard_at = now(), contact = 'SUSPECT'").update();
        assertThat(rowsOfNodesRead()).as("the versions alone").isEqualTo(NODES);

        sql.sql("update nodes set version = version + 1, cpu_millis = 1000 where name = 'n7'")
                .update();
        assertThat(rowsOfNodesRead()).as("and the one that moved").isEqualTo(NODES + 1L);
    }

    /// By a reading of the whole fleet.
    private long rowsOfNodesRead() {
        return Objects.requireNonNull(
                database.transactions()
                        .execute(_ -> {
                            long before = counted();
                            assertThat(reader.read().nodes()).hasSize(NODES);
                            return counted() - before;
                        }));
    }

    /// As the database counts them, for this connection.
    private long counted() {
        return sql.sql(
                        """
                        select seq_tup_read + coalesce(idx_tup_fetch, 0)
                        from pg_stat_xact_user_tables where relname = 'nodes'\
                        """)
                .query(Long.class)
                .single();
    }

    private void fill() {
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
                        from node_pools p, generate_series(1, :nodes) i\
                        """)
                .param("nodes", NODES)
                .update();
        sql.sql(
                        "insert into node_health (node_id, contact, last_heard_at) select id, 'READY', now() from nodes")
                .update();
    }
}

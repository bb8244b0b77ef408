package dev.meridian.controlplane.dispatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.dispatch.store.PlanSigns.Signs;
import dev.meridian.controlplane.support.Rows;
import dev.meridian.controlplane.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Also what another replica did leaves its signs.
class PlanSignsTest {
    private final JdbcClient jdbc = TestDatabase.fresh().jdbc();
    private final PlanSigns signs = new PlanSigns(jdbc);
    private final Rows rows = new Rows(jdbc);

    @BeforeEach
    void fill() {
        rows.running(rows.node("eu-west", "n1"));
        rows.node("us-east", "n2");
    }

    @Test
    void nothingNewIsNoSign() {
        Signs first = signs.since(Long.MAX_VALUE);
        assertThat(signs.since(first.newest())).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SUBMITTED",
                "SUCCEEDED",
                "FAILED",
                "LEASE_EXPIRED",
                "RESUMED",
                "JOB_CANCELLED"
            })
    void linesThatTellOfRoomOrWorkAreSigns(String kind) {
        long seen = line("SUBMITTED");
        assertThat(signs.since(seen).moved()).isFalse();
        long newest = line(kind);
        assertThat(signs.since(seen))
                .matches(Signs::moved)
                .matches(found -> found.newest() == newest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLACED", "STARTED", "STOP_ORDERED", "JOB_RUNNING"})
    void linesThatTellOfPlansAreNot(String kind) {
        long seen = line("SUBMITTED");
        line(kind);
        assertThat(signs.since(seen).moved()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update nodes set version = version + 1 where name = 'n2'",
                "update node_health set contact = 'SUSPECT'",
                "update node_pools set version = version + 1",
                "update clusters set version = version + 1",
                "update regions set version = version + 1",
                "insert into region_pairs (from_region, to_region) values ('eu-west', 'us-east')",
                "delete from nodes where name = 'n2'"
            })
    void changesOfTheFleetAreSigns(String change) {
        String before = signs.since(0).fleet();
        jdbc.sql(change).update();
        assertThat(signs.since(0).fleet()).isNotEqualTo(before);
    }

    @Test
    void heartbeatsAreNot() {
        String before = signs.since(0).fleet();
        jdbc.sql("update node_health set last_heard_at = now(), revision = revision + 1").update();
        assertThat(signs.since(0).fleet()).isEqualTo(before);
    }

    private long line(String kind) {
        return jdbc.sql(
                        "insert into events (at, kind, sentence) values (now(), ?, '') returning id")
                .param(kind)
                .query(Long.class)
                .single();
    }
}

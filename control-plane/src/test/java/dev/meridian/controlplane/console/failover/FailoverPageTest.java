package dev.meridian.controlplane.console.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.NodeWork;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.Rows;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Pages about hosts before there is any, and the failover of one that was lost, over HTTP.
@MeridianTest
class FailoverPageTest {
    @Autowired private Api api;
    @Autowired private Home home;
    @Autowired private JdbcClient jdbc;
    @Autowired private NodeWork work;

    @Test
    void firstNothingIsInTroubleThenALostNodeIsToldWithItsWork() {
        Browser admin = Browser.of(api, "admin", home.read("admin-password").orElseThrow());
        assertThat(admin.get("/nodes").text())
                .contains("No host has joined yet", "meridian join-token create");
        assertThat(admin.get("/events").text())
                .contains("Nothing has happened yet", "meridian submit job.yaml");
        assertThat(admin.get("/failover").text())
                .contains("Every node is heard and open", "No work is at stake")
                .contains("Nothing was lost or fenced", "Mass-silence breaker: closed")
                .contains("10 s", "1 min", "data-live=\"/failover/live?seen=");
        eventsAreFoundByTime(admin);

        var rows = new Rows(jdbc);
        NodeId dead = rows.node("np-dead", "np-dead-1");
        NodeId other = rows.node("np-alive", "np-alive-1");
        AllocationId atStake = rows.running(dead);
        AllocationId moved = rows.running(other);
        jdbc.sql("update node_health set contact = 'LOST', changed_at = now() where node_id = ?")
                .param(dead.value())
                .update();
        takenOver(moved, dead, other);

        String page = admin.get("/failover").text();
        assertThat(page).contains("np-dead-1", "Nodes in trouble (1)", "left of 2 min");
        assertThat(page).contains("stops itself in", "placed anew in", "<code>fence</code>");
        assertThat(api.get("/api/v1/leases").json().path("items").size()).isEqualTo(1);
        assertThat(
                        api.get("/api/v1/leases")
                                .json()
                                .path("items")
                                .path(0)
                                .path("becomes")
                                .asString())
                .isEqualTo("FENCED");
        assertThat(page)
                .contains("/nodes/" + dead, "1 run again", ">7 s<", "silent until the lease");
        assertThat(page).contains("np-alive-1").doesNotContain("style=\"");
        assertThat(atStake).isNotEqualTo(moved);

        newerOnesOfOthersHideNone(atStake);
        whatIsOutOfSightIsGivenUp(admin, rows, dead, other);
    }

    private void whatIsOutOfSightIsGivenUp(Browser admin, Rows rows, NodeId dead, NodeId heard) {
        String orders = "btn btn-sm\" data-dialog=\"replace-";
        String there = replacing(rows.running(heard));
        assertThat(admin.get("/nodes/" + heard).text()).doesNotContain(orders);
        Api.Answer refused = admin.post(there, Map.of());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("np-alive-1 is heard");

        AllocationId silent = rows.running(dead);
        jdbc.sql(
                        """
                        update job_specs set spec = '{"name": "j", "taskGroups": [{"task": {"command": ["true"]}}]}'
                        where id = (select job_id from allocations where id = ?)\
                        """)
                .param(silent.value())
                .update();
        assertThat(admin.get("/nodes/" + dead).text()).contains(orders + silent);
        Api.Answer done = admin.post(replacing(silent), Map.of("dead", "true", "reason", "burnt"));
        assertThat(done.status()).isEqualTo(302);
        assertThat(
                        jdbc.sql("select state from attempts where allocation_id = ? and epoch = 1")
                                .param(silent.value())
                                .query(String.class)
                                .single())
                .isEqualTo("LOST");
        assertThat(api.get("/api/v1/audit?action=replace").text()).contains("burnt", "dead");
        assertThat(admin.post(replacing(new AllocationId(new UUID(0, 9))), Map.of()).status())
                .isEqualTo(404);
    }

    private String replacing(AllocationId allocation) {
        UUID job =
                jdbc.sql("select job_id from allocations where id = ?")
                        .param(allocation.value())
                        .query(UUID.class)
                        .optional()
                        .orElse(new UUID(0, 8));
        return "/jobs/%s/allocations/%s/replace".formatted(job, allocation);
    }

    private void newerOnesOfOthersHideNone(AllocationId newer) {
        api.post("/api/v1/projects", "{\"name\": \"np-others\"}");
        jdbc.sql(
                        """
                        with moved as (update jobs set project = 'np-others' where id in
                            (select job_id from allocations where id = :newer))
                        update attempts set state = 'LOST', ended_at = now() where allocation_id = :newer\
                        """)
                .param("newer", newer.value())
                .update();
        Instant longAgo = Instant.EPOCH;
        assertThat(work.takeovers(longAgo, Set.of(), 1).getFirst().allocation()).isEqualTo(newer);
        assertThat(work.takeovers(longAgo, Set.of("default"), 1))
                .hasSize(1)
                .allMatch(one -> one.project().equals("default"));
    }

    /// Here alone the history is all our own, and in the order of time.
    private void eventsAreFoundByTime(Browser admin) {
        for (int hour = 10; hour < 20; hour++) {
            jdbc.sql(
                            "insert into events (at, kind, project, sentence) values (?, 'NP', 'default', ?)")
                    .params(
                            OffsetDateTime.parse("2026-02-01T" + hour + ":00:00Z"),
                            "said at " + hour)
                    .update();
        }
        assertThat(admin.get("/events?from=2026-02-01T18:30:00Z").text())
                .contains("said at 19", "data-live=")
                .doesNotContain("said at 18");
        assertThat(admin.get("/events?until=2026-02-01T12:00").text())
                .contains("said at 11", "said at 10")
                .doesNotContain("said at 12", "data-live=\"/events");
        assertThat(
                        admin.get(
                                        "/events?from=2026-02-01T13:00:00Z&until=2026-02-01T14:00:00Z&kind=NP")
                                .text())
                .contains("said at 13")
                .doesNotContain("said at 12", "said at 14");
        assertThat(admin.get("/events?from=2027-01-01T00:00:00Z").text())
                .contains("No event is like that");
    }

    /// The first attempt was lost ten seconds ago, the second started three seconds ago.
    private void takenOver(AllocationId allocation, NodeId from, NodeId to) {
        jdbc.sql("delete from leases where allocation_id = ?").param(allocation.value()).update();
        jdbc.sql(
                        """
                        update attempts set state = 'LOST', node_id = ?, ended_at = now() - interval '10 s',
                            detail = 'silent until the lease was over' where allocation_id = ?\
                        """)
                .params(from.value(), allocation.value())
                .update();
        jdbc.sql(
                        """
                        insert into attempts (allocation_id, epoch, node_id, region, cluster, state, assigned_at, started_at)
                        values (?, 2, ?, 'np-alive', 'c', 'RUNNING', now(), now() - interval '3 s')\
                        """)
                .params(allocation.value(), to.value())
                .update();
        jdbc.sql("update allocations set epoch = 2 where id = ?")
                .param(allocation.value())
                .update();
    }
}

package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.console.People;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.placement.Explanations;
import dev.meridian.controlplane.placement.PlanHistory;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How a plan came about can be read when it has been committed, and is forgotten after some days.
@Scenario
class PlanHistoryTest {
    private static final String SMALL = "{name: a, taskGroups: [{task: {command: [\"true\"]}}]}";

    @Autowired private Plane plane;
    @Autowired private Api api;
    @Autowired private Home home;
    @Autowired private JdbcClient jdbc;
    @Autowired private Explanations explanations;
    @Autowired private PlanHistory plans;

    @BeforeEach
    void empty() {
        plane.empty();
        jdbc.sql("truncate plans cascade").update();
    }

    @Test
    void bidsAndAwardsAreRecordedAndShown() {
        plane.node("eu-west", "n1");
        plane.node("us-east", "n2");
        JobId job = plane.submit(SMALL);
        plane.plan();

        var list = api.get("/api/v1/plans").json().path("items");
        assertThat(list).hasSize(1);
        var line = list.path(0);
        assertThat(line.path("placed").asInt()).isEqualTo(1);
        assertThat(line.path("fastPath").path("placed").asInt()).isEqualTo(1);
        assertThat(line.path("fastPath").path("score").asDouble())
                .isEqualTo(line.path("solver").path("score").asDouble());
        assertThat(line.path("bidding").path("bids").asInt()).isEqualTo(2);
        assertThat(line.has("awards")).isFalse();

        String id = line.path("id").asString();
        var award = api.get("/api/v1/plans/" + id).json().path("awards").path(0);
        assertThat(award.path("job").asString()).isEqualTo(job.toString());
        assertThat(award.path("kind").asString()).isEqualTo("BID");
        assertThat(award.path("bids")).hasSize(2);
        assertThat(award.path("bids").path(0).path("region").asString())
                .isEqualTo(award.path("region").asString());
        assertThat(api.get("/api/v1/plans/" + new UUID(0, 1)).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/plans?limit=0").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/plans?cursor=odd").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/plans?cursor=" + id).json().path("items")).isEmpty();

        var where = explanations.of(job).orElseThrow().placement().getFirst();
        assertThat(where.bids()).extracting("region").contains("eu-west", "us-east");

        Browser admin = People.admin(api, home);
        assertThat(admin.get("/plans").text()).contains("/plans/" + id, "Fast path, points");
        assertThat(admin.get("/plans/" + id).text())
                .contains(
                        "the least bid", "/jobs/" + job + "/placement", "2 bids for 1 allocations");
        assertThat(admin.get("/jobs/" + job + "/placement").text())
                .contains("What the regions bid");
    }

    @Test
    void whatOnlyWaitsLeavesNoPlanBehindAndOldOnesGo() {
        plane.node("eu-west", "n1");
        plane.submit("{name: big, taskGroups: [{resources: {cpu: 10}, task: {command: [x]}}]}");
        plane.plan();
        assertThat(plans.list(null, 10)).isEmpty();
        plane.submit(SMALL);
        plane.plan();
        assertThat(plans.list(null, 10)).hasSize(1);
        plans.runOnce(plane.now().plus(Duration.ofDays(6)));
        assertThat(plans.list(null, 10)).hasSize(1);
        plans.runOnce(plane.now().plus(Duration.ofDays(8)));
        assertThat(plans.list(null, 10)).isEmpty();
    }
}

package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.console.People;
import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.AdminState;
import dev.meridian.controlplane.fleet.model.DrainOrder;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/// Where large drains take an approval, many small ones are no way around.
@Scenario
@TestPropertySource(
        properties = {
            "meridian.approvals.drain-share=0.5",
            "meridian.approvals.queue-changes=true"
        })
class DrainApprovalTest {
    @Autowired private Plane plane;
    @Autowired private Api api;
    @Autowired private Home home;

    @BeforeEach
    void empty() {
        plane.empty();
    }

    @Test
    void aDrainThatMovesMuchHasToBeProposed() {
        List<NodeId> nodes =
                List.of(
                        plane.node("eu-west", "n1"),
                        plane.node("eu-west", "n2"),
                        plane.node("us-east", "n3"));
        // as large as a node, so that one lands on each
        for (int i = 0; i < nodes.size(); i++) {
            plane.submit("{name: a, taskGroups: [{resources: {cpu: 8}, task: {command: [x]}}]}");
        }
        plane.plan();

        var region = api.post("/api/v1/regions/eu-west/drain", "{}");
        assertThat(region.status()).isEqualTo(409);
        assertThat(region.json().path("detail").asString())
                .isEqualTo(
                        "This would move 2 of 3 running allocations, with 0 that are being moved already 67 %; more than 50 % takes an approval. Propose it: ?propose=true.");
        assertThat(drain(nodes.get(0))).as("a third").isEqualTo(200);
        assertThat(drain(nodes.get(1))).as("another third").isEqualTo(409);
        assertThat(drain(nodes.get(0))).as("it is being drained already").isEqualTo(200);
        assertThat(plane.known(nodes.get(1)).admin()).isEqualTo(AdminState.OPEN);

        String proposal =
                api.post("/api/v1/regions/eu-west/drain?propose=true", "{}").header("Location");
        assertThat(api.get(proposal).json().at("/evidence/figures/allocationsToMove").asInt())
                .isEqualTo(2);
        assertThat(api.post(proposal + "/approve", "{}").status()).isEqualTo(200);
        assertThat(plane.known(nodes.get(1)).admin()).isEqualTo(AdminState.DRAINING);
    }

    @Test
    void whatMovesNothingNeedsNobody() {
        NodeId busy = plane.node("eu-west", "n1");
        plane.submit("{name: a, taskGroups: [{resources: {cpu: 1}, task: {command: [x]}}]}");
        plane.plan();
        NodeId idle = plane.node("eu-west", "n2");
        plane.bean(Fleet.class).drain(busy, new DrainOrder("", null, false), null, plane.now());

        assertThat(drain(idle)).as("all is being moved, but nothing is here").isEqualTo(200);
    }

    @Test
    void aChangeOfAQueueHasToBeProposed() {
        var refused = api.put("/api/v1/queues/default/default", "{\"weight\": 2}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("?propose=true");
    }

    @Test
    void theConsoleIsNoWayAround() {
        NodeId node = plane.node("eu-west", "n1");
        plane.submit("{name: a, taskGroups: [{resources: {cpu: 1}, task: {command: [x]}}]}");
        plane.plan();
        Browser admin = People.admin(api, home);

        var drain = admin.post("/nodes/" + node + "/drain", Map.of("reason", "the fans"));

        assertThat(drain.header("Location")).contains("/approvals/");
        assertThat(plane.known(node).admin()).isEqualTo(AdminState.OPEN);
        assertThat(admin.get(drain.header("Location")).text())
                .contains("more than 50 % takes an approval. It is proposed here.", "the fans");
        var again = admin.post("/nodes/" + node + "/drain", Map.of());
        assertThat(again.header("Location")).isEqualTo(drain.header("Location"));

        var queue = admin.post("/projects/default/queues/default", Map.of("weight", "7"));
        assertThat(queue.header("Location")).contains("/approvals/");
        assertThat(api.get("/api/v1/queues/default/default").json().path("weight").asDouble())
                .isEqualTo(1);
    }

    private int drain(NodeId node) {
        return api.post("/api/v1/nodes/" + node + "/drain", "{}").status();
    }
}

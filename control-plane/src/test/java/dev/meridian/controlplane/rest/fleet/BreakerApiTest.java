package dev.meridian.controlplane.rest.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.PlaceInFleet;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Whether anybody is declared lost, and who may be given up.
@MeridianTest(shared = true)
class BreakerApiTest {
    private final Api api;
    private final Fleet fleet;
    private final Clock clock;
    private final JdbcClient jdbc;

    BreakerApiTest(
            @Autowired Api api,
            @Autowired Fleet fleet,
            @Autowired Clock clock,
            @Autowired JdbcClient jdbc) {
        this.api = api;
        this.fleet = fleet;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Test
    void tellsHowManyAreSilentWhere() {
        NodeId node =
                fleet.enrol(
                        new PlaceInFleet(new RegionName("breaker-1"), "c1", "default"),
                        "n",
                        clock.instant());
        contact(node, "SUSPECT");
        JsonNode told = api.get("/api/v1/breaker").json();
        contact(node, "READY"); // others share this plane

        assertThat(told.path("limit").asDouble()).isEqualTo(0.3);
        assertThat(told.path("frozen").isBoolean()).isTrue();
        assertThat(told.path("outside").path("nodes").isInt()).isTrue();
        assertThat(told.path("timers").path("suspectAfterMillis").asLong()).isEqualTo(10_000);
        assertThat(told.path("timers").path("marginMillis").asLong()).isEqualTo(6_000);
        JsonNode region =
                told.path("regions")
                        .valueStream()
                        .filter(each -> each.path("region").asString().equals("breaker-1"))
                        .findFirst()
                        .orElseThrow();
        assertThat(region.path("nodes").asInt()).isEqualTo(1);
        assertThat(region.path("silent").asInt()).isEqualTo(1);
    }

    private void contact(NodeId node, String stands) {
        jdbc.sql("update node_health set contact = ? where node_id = ?")
                .params(stands, node.value())
                .update();
    }

    @Test
    void whatIsNotThereIsNotGivenUp() {
        String nobody = "/api/v1/allocations/" + new UUID(0, 7) + "/replace";
        assertThat(api.post(nobody, "{\"dead\": true}").status()).isEqualTo(404);
        assertThat(api.post(nobody, "{\"deaf\": true}").status()).isEqualTo(400);
    }
}

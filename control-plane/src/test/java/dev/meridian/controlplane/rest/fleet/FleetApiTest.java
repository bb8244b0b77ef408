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
import tools.jackson.databind.JsonNode;

@MeridianTest(shared = true)
class FleetApiTest {
    private final Api api;
    private final Fleet fleet;
    private final Clock clock;

    FleetApiTest(@Autowired Api api, @Autowired Fleet fleet, @Autowired Clock clock) {
        this.api = api;
        this.fleet = fleet;
        this.clock = clock;
    }

    @Test
    void aRegionIsMadeByItsFirstPutAndReplacedByTheNext() {
        var made =
                api.put(
                        "/api/v1/regions/api-1",
                        """
                        {"provider": "aws", "jurisdiction": "EU", "latitude": 53.3, "longitude": -6.3}\
                        """);
        var replaced = api.put("/api/v1/regions/api-1", "{}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("jurisdiction").asString()).isEqualTo("EU");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().path("jurisdiction").isNull()).isTrue();
        assertThat(api.get("/api/v1/regions/api-1").json()).isEqualTo(replaced.json());
    }

    @Test
    void anEditOfWhatSomebodyElseEditedIsRefused() {
        String seen = api.put("/api/v1/regions/api-2", "{}").header("ETag");
        api.put("/api/v1/regions/api-2", "{\"provider\": \"gcp\"}");

        var late =
                api.withHeader("If-Match", seen)
                        .put("/api/v1/regions/api-2", "{\"provider\": \"azure\"}");
        String now = api.get("/api/v1/regions/api-2").header("ETag");
        var again =
                api.withHeader("If-Match", now)
                        .put("/api/v1/regions/api-2", "{\"provider\": \"azure\"}");

        assertThat(late.status()).isEqualTo(412);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("provider").asString()).isEqualTo("azure");
    }

    @Test
    void whatCannotBeIsNamed() {
        var nowhere = api.put("/api/v1/regions/api-3", "{\"latitude\": 91, \"longitude\": 0}");
        var unnamed = api.put("/api/v1/regions/API_3", "{}");
        var half = api.put("/api/v1/regions/api-3", "{\"latitude\": 1}");
        var unknown = api.put("/api/v1/regions/api-3", "{\"juristiction\": \"EU\"}");

        assertThat(nowhere.status()).isEqualTo(422);
        assertThat(unnamed.status()).isEqualTo(422);
        assertThat(half.status()).isEqualTo(422);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(api.get("/api/v1/regions/api-3").status()).isEqualTo(404);
    }

    @Test
    void aPairIsOfRegionsThatExist() {
        api.put("/api/v1/regions/api-4", "{}");
        api.put("/api/v1/regions/api-5", "{}");

        var pair =
                api.put(
                        "/api/v1/region-pairs/api-4/api-5",
                        "{\"egressUsdPerGb\": 0.02, \"latencyMs\": 75}");

        assertThat(pair.status()).isEqualTo(201);
        assertThat(pair.json().path("egressUsdPerGb").asDouble()).isEqualTo(0.02);
        assertThat(api.put("/api/v1/region-pairs/api-4/nowhere", "{}").status()).isEqualTo(404);
        assertThat(api.put("/api/v1/region-pairs/api-4/api-5", "{\"latencyMs\": -1}").status())
                .isEqualTo(422);
    }

    @Test
    void whatAPoolIsGivenItsNodesShow() {
        NodeId node = node("api-6");
        String pool = nodeOf(node).path("poolId").asString();

        var given =
                api.put(
                        "/api/v1/node-pools/" + pool,
                        """
                        {"pricePerHour": 2.5, "relativeSpeed": 1.5, "spot": true, "labels": {"tier": "gold"},
                         "taints": [{"key": "spot"}], "maxNodes": 4}\
                        """);

        assertThat(given.status()).as(given.text()).isEqualTo(200);
        assertThat(given.json().path("holdings").path("pricePerHour").asDouble()).isEqualTo(2.5);
        assertThat(nodeOf(node).path("labels").path("tier").asString()).isEqualTo("gold");
        assertThat(nodeOf(node).path("taints").path(0).path("effect").asString())
                .isEqualTo("NoSchedule");
        assertThat(api.put("/api/v1/node-pools/" + pool, "{\"relativeSpeed\": 0}").status())
                .isEqualTo(422);
        assertThat(api.put("/api/v1/node-pools/" + new UUID(0, 0), "{}").status()).isEqualTo(404);
    }

    @Test
    void clustersCarryLabels() {
        NodeId node = node("api-7");
        String cluster = nodeOf(node).path("clusterId").asString();

        assertThat(
                        api.put("/api/v1/clusters/" + cluster, "{\"labels\": {\"rack\": \"r1\"}}")
                                .status())
                .isEqualTo(200);

        assertThat(nodeOf(node).path("labels").path("rack").asString()).isEqualTo("r1");
        assertThat(api.get("/api/v1/clusters?region=api-7").json().path("items")).hasSize(1);
    }

    @Test
    void nodesAreCordonedDrainedAndOpenedAgain() {
        String path = "/api/v1/nodes/" + node("api-8");

        assertThat(
                        api.post(path + "/cordon", "{\"reason\": \"disk\"}")
                                .json()
                                .path("state")
                                .asString())
                .isEqualTo("CORDONED");
        assertThat(api.post(path + "/drain", "{}").json().path("state").asString())
                .isEqualTo("DRAINING");
        assertThat(api.post(path + "/uncordon", "{}").json().path("adminState").asString())
                .isEqualTo("OPEN");
        assertThat(api.post("/api/v1/nodes/" + new UUID(0, 0) + "/cordon", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void aDrainHasTermsAndANewOneReplacesThem() {
        String path = "/api/v1/nodes/" + node("api-10");

        JsonNode first =
                api.post(path + "/drain", "{\"reason\": \"fan\", \"deadline\": \"10m\"}")
                        .json()
                        .path("drain");
        JsonNode second =
                api.post(path + "/drain", "{\"force\": true, \"reason\": \"smoke\"}")
                        .json()
                        .path("drain");

        assertThat(first.path("reason").asString()).isEqualTo("fan");
        assertThat(first.path("deadline").isNull()).isFalse();
        assertThat(first.path("force").asBoolean()).isFalse();
        assertThat(first.path("remaining").asInt()).isZero();
        assertThat(first.path("waiting")).isEmpty();
        assertThat(second.path("reason").asString()).isEqualTo("smoke");
        assertThat(second.path("deadline").isNull()).isTrue();
        assertThat(second.path("force").asBoolean()).isTrue();
        assertThat(second.path("since")).isEqualTo(first.path("since"));
        assertThat(api.post(path + "/uncordon", "").json().path("drain").isNull()).isTrue();
    }

    @Test
    void whatADrainCannotMeanIsSaid() {
        String path = "/api/v1/nodes/" + node("api-11") + "/drain";

        JsonNode soon = api.post(path, "{\"deadline\": \"soon\"}").json();
        JsonNode far = api.post(path, "{\"deadline\": \"31d\"}").json();
        JsonNode unknown = api.post(path, "{\"dedline\": \"1m\"}").json();

        assertThat(soon.path("status").asInt()).isEqualTo(400);
        assertThat(soon.at("/errors/0/pointer").asString()).isEqualTo("/deadline");
        assertThat(soon.at("/errors/0/hint").asString()).contains("10m");
        assertThat(far.path("status").asInt()).isEqualTo(422);
        assertThat(unknown.path("status").asInt()).isEqualTo(400);
        assertThat(unknown.at("/errors/0/hint").asString()).contains("deadline");
        assertThat(api.get(path.replace("/drain", "")).json().path("drain").isNull()).isTrue();
    }

    @Test
    void aQuarantinedNodeIsDrainedAndStaysQuarantined() {
        String path = "/api/v1/nodes/" + node("api-12");

        api.post(path + "/quarantine", "{\"reason\": \"ECC errors\"}");
        assertThat(api.post(path + "/cordon", "{}").status()).isEqualTo(409);
        JsonNode drained = api.post(path + "/drain", "{\"reason\": \"repair\"}").json();

        assertThat(drained.path("state").asString()).isEqualTo("QUARANTINED");
        assertThat(drained.path("reason").asString()).isEqualTo("ECC errors");
        assertThat(drained.at("/drain/reason").asString()).isEqualTo("repair");
        JsonNode open = api.post(path + "/uncordon", "{}").json();
        assertThat(open.path("adminState").asString()).isEqualTo("OPEN");
        assertThat(open.path("drain").isNull()).isTrue();
    }

    @Test
    void aRegionIsDrainedNodeByNode() {
        NodeId one = node("api-13");
        NodeId two = node("api-13");

        JsonNode answer = api.post("/api/v1/regions/api-13/drain", "{\"deadline\": \"1h\"}").json();

        assertThat(answer.path("items")).hasSize(2);
        assertThat(answer.path("items").valueStream().map(item -> item.path("id").asString()))
                .containsExactlyInAnyOrder(one.toString(), two.toString());
        assertThat(answer.path("items").valueStream().map(item -> item.path("outcome").asString()))
                .containsOnly("DRAINING");
        assertThat(nodeOf(two).at("/drain/deadline").isNull()).isFalse();
        assertThat(api.post("/api/v1/regions/api-nowhere/drain", "{}").status()).isEqualTo(404);
        assertThat(api.post("/api/v1/regions/api-13/drain", "{\"dedline\": 1}").status())
                .isEqualTo(400);
    }

    @Test
    void nodesAreListedPageByPage() {
        for (int i = 0; i < 3; i++) {
            node("api-9");
        }

        JsonNode first = api.get("/api/v1/nodes?region=api-9&limit=2").json();
        JsonNode rest =
                api.get(
                                "/api/v1/nodes?region=api-9&limit=2&cursor="
                                        + first.path("nextCursor").asString())
                        .json();

        assertThat(first.path("items")).hasSize(2);
        assertThat(rest.path("items")).hasSize(1);
        assertThat(rest.path("nextCursor").isNull()).isTrue();
        assertThat(api.get("/api/v1/nodes?state=LOST&region=api-9").json().path("items"))
                .hasSize(3);
        assertThat(api.get("/api/v1/nodes?limit=0").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/nodes?cursor=x").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/nodes?state=SLEEPY").status()).isEqualTo(400);
    }

    private NodeId node(String region) {
        return fleet.enrol(
                new PlaceInFleet(new RegionName(region), "c1", "default"), "host", clock.instant());
    }

    private JsonNode nodeOf(NodeId id) {
        return api.get("/api/v1/nodes/" + id).json();
    }
}

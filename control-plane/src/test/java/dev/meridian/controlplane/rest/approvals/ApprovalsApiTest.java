package dev.meridian.controlplane.rest.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.PlaceInFleet;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@MeridianTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalsApiTest {
    private final Api admin;
    private final Fleet fleet;
    private final Clock clock;
    private Api ada;
    private Api bob;

    ApprovalsApiTest(@Autowired Api api, @Autowired Fleet fleet, @Autowired Clock clock) {
        this.admin = api;
        this.fleet = fleet;
        this.clock = clock;
        this.ada = api;
        this.bob = api;
    }

    @BeforeAll
    void people() {
        ada = somebody("ada", "{\"role\":\"operator\"}");
        bob = somebody("bob", "{\"role\":\"operator\"}");
    }

    @Test
    void aQuarantineWaitsForSomebodyElse() {
        NodeId node = node("ap-1");
        var proposed =
                ada.post(
                        "/api/v1/nodes/" + node + "/quarantine?propose=true",
                        "{\"reason\": \"its fans scream\"}");
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(202);
        String path = proposed.header("Location");
        JsonNode told = proposed.json();
        assertThat(told.path("state").asString()).isEqualTo("PENDING");
        assertThat(told.path("sentence").asString()).isEqualTo("Quarantine node n in ap-1.");
        assertThat(told.at("/subject/link").asString()).isEqualTo("/nodes/" + node);
        assertThat(told.at("/evidence/figures/allocationsToMove").asInt()).isZero();
        assertThat(state(node)).isEqualTo("LOST");

        assertThat(ada.post("/api/v1/nodes/" + node + "/quarantine?propose=true", "{}").text())
                .as("asked for twice")
                .contains(path.substring(path.lastIndexOf('/') + 1))
                .contains("waits for an approval already");
        var own = ada.post(path + "/approve", "{}");
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.text()).contains("You proposed it yourself");

        var approved = bob.post(path + "/approve", "{\"reason\": \"I hear them too\"}");

        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        assertThat(approved.json().path("state").asString()).isEqualTo("APPROVED");
        assertThat(approved.json().path("endedBy").asString()).isEqualTo("bob");
        assertThat(state(node)).isEqualTo("QUARANTINED");
        assertThat(admin.get("/api/v1/nodes/" + node).json().path("reason").asString())
                .isEqualTo("its fans scream (proposed by ada, approved by bob)");
        assertThat(bob.post(path + "/approve", "{}").status()).as("so it is").isEqualTo(200);
        assertThat(bob.post(path + "/reject", "{\"reason\": \"no\"}").status()).isEqualTo(409);
        assertThat(admin.get("/api/v1/audit?limit=20").text())
                .contains("POST " + path + "/approve")
                .contains("I hear them too");
        assertThat(admin.get("/api/v1/events?limit=1000").text())
                .contains("\"PROPOSED\"", "\"APPROVED\"");
    }

    @Test
    void aRejectionNeedsAReason() {
        NodeId node = node("ap-2");
        String path = propose(ada, "/api/v1/nodes/" + node + "/drain");
        assertThat(bob.post(path + "/reject", "{}").status()).isEqualTo(422);
        assertThat(bob.post(path + "/reject", "{\"reason\": \" \"}").status()).isEqualTo(422);

        var rejected = bob.post(path + "/reject", "{\"reason\": \"not before Monday\"}");

        assertThat(rejected.json().path("state").asString()).isEqualTo("REJECTED");
        assertThat(bob.post(path + "/approve", "{}").text()).contains("not before Monday");
        assertThat(admin.get("/api/v1/nodes/" + node).json().path("drain").isNull()).isTrue();
        assertThat(propose(ada, "/api/v1/nodes/" + node + "/drain")).isNotEqualTo(path);
    }

    @Test
    void whoDecidesOnAnOldCopyIsToldSo() {
        String path = propose(ada, "/api/v1/nodes/" + node("ap-3") + "/quarantine");
        String seen = admin.get(path).header("ETag");

        assertThat(bob.withHeader("If-Match", "\"7\"").post(path + "/approve", "{}").status())
                .isEqualTo(412);
        assertThat(bob.withHeader("If-Match", seen).post(path + "/approve", "{}").status())
                .isEqualTo(200);
    }

    @Test
    void whatHasChangedSinceIsNotDone() {
        node("ap-4");
        NodeId second = node("ap-4");
        String path = propose(ada, "/api/v1/regions/ap-4/drain");
        admin.post("/api/v1/nodes/" + second + "/cordon", "{}");

        var late = bob.post(path + "/approve", "{}");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text())
                .contains("have changed since this was proposed", "Nothing was done");
        assertThat(admin.get(path).json().path("state").asString()).isEqualTo("STALE");
        assertThat(state(second)).isEqualTo("CORDONED");
    }

    @Test
    void anApprovedDrainOfARegionDrainsEachOfItsNodes() {
        NodeId first = node("ap-5");
        NodeId second = node("ap-5");
        var proposed =
                ada.post(
                        "/api/v1/regions/ap-5/drain?propose=true",
                        "{\"deadline\": \"10m\", \"reason\": \"the cooling\"}");
        assertThat(proposed.json().path("sentence").asString())
                .isEqualTo("Drain region ap-5, 2 nodes.");
        assertThat(proposed.json().at("/change/deadline").asString()).isEqualTo("PT10M");

        assertThat(bob.post(proposed.header("Location") + "/approve", "{}").status())
                .isEqualTo(200);

        for (NodeId node : List.of(first, second)) {
            JsonNode drain = admin.get("/api/v1/nodes/" + node).json().path("drain");
            assertThat(drain.path("reason").asString()).startsWith("the cooling (proposed by ada");
            assertThat(drain.path("deadline").isNull()).isFalse();
        }
    }

    @Test
    void twoWhoAgreeHaveOneEffect() throws Exception {
        NodeId node = node("ap-6");
        String path = propose(ada, "/api/v1/nodes/" + node + "/quarantine");
        try (var people = Executors.newFixedThreadPool(8)) {
            List<Callable<Integer>> all =
                    java.util.Collections.nCopies(
                            8, () -> bob.post(path + "/approve", "{}").status());
            for (Future<Integer> one : people.invokeAll(all)) {
                assertThat(one.get()).isEqualTo(200);
            }
        }
        String id = path.substring(path.lastIndexOf('/') + 1);
        assertThat(admin.get("/api/v1/events?limit=1000").json().path("items"))
                .filteredOn(event -> event.at("/data/approval").asString("").equals(id))
                .extracting(event -> event.path("kind").asString())
                .containsExactly("PROPOSED", "APPROVED");
        assertThat(state(node)).isEqualTo("QUARANTINED");
    }

    @Test
    void aQueueIsChangedByWhoAnswersForAllProjects() {
        admin.post("/api/v1/projects", "{\"name\": \"ap-7\"}");
        Api lead = somebody("lead", "{\"role\":\"project-admin\",\"project\":\"ap-7\"}");
        admin.post("/api/v1/projects", "{\"name\": \"ap-7b\"}");
        Api stranger = somebody("stranger", "{\"role\":\"viewer\",\"project\":\"ap-7b\"}");
        admin.post("/api/v1/queues", "{\"project\": \"ap-7\", \"name\": \"q\"}");
        String queue = "/api/v1/queues/ap-7/q";
        var proposed =
                lead.put(
                        queue + "?propose=true&reason=more",
                        "{\"weight\": 3, \"quota\": {\"cpu\": \"64\"}}");
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(202);
        String path = proposed.header("Location");
        assertThat(proposed.json().at("/evidence/items").findValuesAsString("sentence"))
                .containsExactly("weight: 1.0 → 3.0", "cpuMillis: none → 64000");
        assertThat(lead.get(path).status()).isEqualTo(200);
        assertThat(lead.get("/api/v1/approvals").json().path("items")).hasSize(1);
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/approvals").json().path("items")).isEmpty();
        assertThat(ada.post(path + "/approve", "{}").text()).contains("needs the role admin");

        assertThat(admin.post(path + "/approve", "{}").status()).isEqualTo(200);

        assertThat(admin.get(queue).json().path("weight").asDouble()).isEqualTo(3);
        assertThat(admin.get(queue).json().at("/quota/cpu").asString()).isEqualTo("64");
        var withdrawn = lead.put(queue + "?propose=true", "{\"weight\": 9}").header("Location");
        assertThat(lead.post(withdrawn + "/reject", "{\"reason\": \"a mistake\"}").status())
                .as("one's own may be taken back")
                .isEqualTo(200);
    }

    @Test
    void theOnlyOneWhoCouldApprovesWhatTheyProposed() {
        admin.post("/api/v1/queues", "{\"project\": \"default\", \"name\": \"ap-8\"}");
        String path =
                admin.put("/api/v1/queues/default/ap-8?propose=true", "{\"weight\": 2}")
                        .header("Location");

        assertThat(admin.post(path + "/approve", "{}").status()).isEqualTo(200);
    }

    @Test
    void theListIsPagedAndFiltered() {
        String first = propose(ada, "/api/v1/nodes/" + node("ap-9") + "/quarantine");
        String second = propose(ada, "/api/v1/nodes/" + node("ap-9") + "/quarantine");
        var page = admin.get("/api/v1/approvals?state=PENDING&kind=node-quarantine&limit=1").json();
        assertThat(second).endsWith(page.at("/items/0/id").asString());
        var next =
                admin.get(
                                "/api/v1/approvals?state=PENDING&kind=node-quarantine&limit=1&cursor="
                                        + page.path("nextCursor").asString())
                        .json();
        assertThat(first).endsWith(next.at("/items/0/id").asString());
        assertThat(admin.get("/api/v1/approvals?cursor=x").status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/approvals?state=WAITING").status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/approvals?limit=0").status()).isEqualTo(400);
    }

    private String propose(Api by, String order) {
        var proposed = by.post(order + "?propose=true", "{}");
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(202);
        return proposed.header("Location");
    }

    private String state(NodeId node) {
        return admin.get("/api/v1/nodes/" + node).json().path("state").asString();
    }

    private NodeId node(String region) {
        return fleet.enrol(
                new PlaceInFleet(new RegionName(region), "c1", "default"), "n", clock.instant());
    }

    private Api somebody(String name, String grant) {
        var made =
                admin.post(
                        "/api/v1/users", "{\"name\":\"" + name + "\",\"grants\":[" + grant + "]}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return admin.withToken(
                admin.post("/api/v1/tokens", "{\"name\":\"test\",\"user\":\"" + name + "\"}")
                        .json()
                        .path("token")
                        .asString());
    }
}

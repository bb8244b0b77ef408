package dev.meridian.controlplane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.PlaceInFleet;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/// The pages on which people decide.
@MeridianTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalPagesTest {
    private static final String PASSWORD = "correct horse battery staple";

    @Autowired private Api api;
    @Autowired private Fleet fleet;
    @Autowired private Clock clock;

    @BeforeAll
    void people() {
        person("ada", "{\"role\":\"operator\"}");
        person("vic", "{\"role\":\"viewer\",\"project\":\"default\"}");
        person("otto", "{\"role\":\"auditor\"}");
    }

    @Test
    void whatWaitsIsListedAndDecided() {
        Browser ada = Browser.of(api, "ada", PASSWORD);
        assertThat(ada.get("/approvals?kind=queue-change").text())
                .contains("Nothing waits here", "meridian drain --region=eu-west --propose");
        NodeId node = node("pages-1");
        String page = propose(node);

        var list = ada.get("/approvals");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.text())
                .contains(
                        "Quarantine node n in pages-1.", "href=\"" + page + "\"", "its fans scream")
                .doesNotContain("Nothing waits here", "rel=\"next\"");
        var one = ada.get(page);
        assertThat(one.text())
                .contains("Allocations to move", "Approve", "Reject", "href=\"/nodes/" + node);

        assertThat(ada.post(page + "/reject", Map.of("version", "0")).status())
                .as("without a reason")
                .isEqualTo(400);
        assertThat(ada.post(page + "/approve", Map.of("version", "7")).status())
                .as("on another copy")
                .isEqualTo(409);
        var done = ada.post(page + "/approve", Map.of("version", "0", "reason", "I hear them"));
        assertThat(done.status()).as(done.text()).isEqualTo(302);
        assertThat(ada.get(page).text())
                .contains("It is approved and done.", "I hear them")
                .doesNotContain("Why not");
        assertThat(api.get("/api/v1/nodes/" + node).json().path("state").asString())
                .isEqualTo("QUARANTINED");
        assertThat(ada.get("/approvals").text()).doesNotContain(page);
        assertThat(ada.get("/approvals?state=APPROVED").text()).contains(page);
        assertThat(ada.get("/approvals?state=nonsense").status()).isEqualTo(400);
        assertThat(ada.get("/approvals", "HX-Request", "true", "HX-Target", "list").text())
                .startsWith("<div id=\"list\"");
    }

    @Test
    void eachSeesAndMayWhatTheirRoleGives() {
        String page = propose(node("pages-2"));
        Browser otto = Browser.of(api, "otto", PASSWORD);
        assertThat(otto.get(page).text())
                .contains("This needs the role operator.")
                .doesNotContain("<textarea");
        assertThat(otto.post(page + "/approve", Map.of("version", "0")).status()).isEqualTo(403);
        Browser vic = Browser.of(api, "vic", PASSWORD);
        assertThat(vic.get(page).status()).isEqualTo(404);
        assertThat(vic.get("/approvals?state=all").text()).contains("Nothing waits here");

        Browser ada = Browser.of(api, "ada", PASSWORD);
        var rejected = ada.post(page + "/reject", Map.of("version", "0", "reason", "<b>no</b>"));
        assertThat(rejected.status()).isEqualTo(302);
        assertThat(otto.get(page).text()).contains("&lt;b&gt;no&lt;/b&gt;").doesNotContain("<b>no");
    }

    private String propose(NodeId node) {
        var proposed =
                api.post(
                        "/api/v1/nodes/" + node + "/quarantine?propose=true",
                        "{\"reason\": \"its fans scream\"}");
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(202);
        return "/approvals/" + proposed.json().path("id").asString();
    }

    private NodeId node(String region) {
        return fleet.enrol(
                new PlaceInFleet(new RegionName(region), "c1", "default"), "n", clock.instant());
    }

    private void person(String name, String grant) {
        var made =
                api.post(
                        "/api/v1/users",
                        "{\"name\":\""
                                + name
                                + "\",\"password\":\""
                                + PASSWORD
                                + "\",\"grants\":["
                                + grant
                                + "]}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }
}

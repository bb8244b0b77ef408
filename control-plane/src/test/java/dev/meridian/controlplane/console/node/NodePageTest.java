package dev.meridian.controlplane.console.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.Rows;
import dev.meridian.controlplane.telemetry.Samples;
import dev.meridian.controlplane.telemetry.model.Sample;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The page of one node, over HTTP.
@MeridianTest(shared = true)
class NodePageTest {
    private static final String PASSWORD = "a-password-of-tests";

    @Autowired private Api api;
    @Autowired private Home home;
    @Autowired private JdbcClient jdbc;
    @Autowired private Samples samples;
    @Autowired private Clock clock;

    private Browser admin;
    private NodeId node;
    private String path;

    @BeforeEach
    void aNode() {
        admin = Browser.of(api, "admin", home.read("admin-password").orElseThrow());
        node = new Rows(jdbc).node("np-node", "np-node-" + UUID.randomUUID());
        path = "/nodes/" + node;
    }

    @Test
    void anEmptyNodeSaysWhatItIsAndWhatToDo() {
        var page = admin.get(path);
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text())
                .contains("np-node", "8 cores", "16 GiB", node.toString(), "Nothing runs here")
                .contains("Nothing has happened here yet", "Nothing was measured in the last two")
                .contains("data-live=\"/nodes/" + node + "/live?seen=");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(page.text()).doesNotContain("style=\"", "onclick=");
    }

    @Test
    void whatRunsThereIsShownWithItsLease() {
        new Rows(jdbc).running(node);
        assertThat(admin.get(path).text())
                .contains("j/main[0]", "fence", "left of 2 min", "Work (1)", "1 core");
    }

    @Test
    void whatWasMeasuredIsPlottedAndWritten() {
        Instant now = clock.instant();
        samples.append(
                node,
                List.of(
                        new Sample(now.minusSeconds(60), null, "cpu.used", "", 2),
                        new Sample(now.minusSeconds(30), null, "cpu.used", "", 4)));
        samples.flush();

        JsonNode plots = admin.get(path + "/series?range=15m", "Accept", "*/*").json();
        JsonNode line = plots.path("lines").path(0);
        assertThat(line.path("metric").asString()).isEqualTo("cpu.used");
        assertThat(line.path("average").path(0).asDouble()).isEqualTo(2);
        assertThat(line.path("steps")).hasSameSizeAs(line.path("average"));
        assertThat(admin.get(path + "?range=15m&numbers=true").text())
                .contains("CPU used", "2 cores", "3 cores", "4 cores", "Over the last 15 min");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?range=1y",
                "/series?range=1y",
                "/series?from=yesterday",
                "/series?step=soon",
                "/series?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z"
            })
    void whatCannotBeReadIsSaid(String rest) {
        assertThat(admin.get(path + rest).status()).isEqualTo(400);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(admin.get("/nodes/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(admin.get("/nodes/" + UUID.randomUUID() + "/series").status()).isEqualTo(404);
        assertThat(admin.get("/nodes/no-id").status()).isEqualTo(404);
    }

    @Test
    void anOperatorOrdersAndEachOrderIsToldAndAudited() {
        assertThat(admin.get(path).text())
                .contains("data-dialog=\"drain\"", "data-dialog=\"cordon\"");
        assertThat(order("cordon", "reason", "a fan is loud")).endsWith(path);
        assertThat(admin.get(path).text())
                .contains(
                        "a fan is loud",
                        "Cordoned",
                        "The node is cordoned",
                        "data-dialog=\"uncordon\"");
        order("uncordon", "reason", "");
        assertThat(state()).isEqualTo("OPEN");
        order("drain", "deadline", "10m");
        assertThat(admin.get(path).text()).contains("Draining", "may end by itself until");
        order("quarantine", "reason", "ecc errors");
        assertThat(state()).isEqualTo("QUARANTINED");
        assertThat(
                        jdbc.sql("select count(*) from audit_entries where object = ?")
                                .param("nodes/" + node + "/quarantine")
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeOrderedIsRefused() {
        assertThat(admin.post(path + "/drain", Map.of("deadline", "soon")).status()).isEqualTo(400);
        assertThat(admin.post(path + "/drain", Map.of("deadline", "99d")).status()).isEqualTo(400);
        assertThat(admin.post(path + "/cordon", Map.of("version", "77")).status()).isEqualTo(409);
        order("quarantine", "reason", "");
        assertThat(admin.post(path + "/cordon", Map.of()).status()).isEqualTo(409);
        assertThat(admin.post("/nodes/" + UUID.randomUUID() + "/cordon", Map.of()).status())
                .isEqualTo(404);
        assertThat(state()).isEqualTo("QUARANTINED");
    }

    @Test
    void aViewerSeesTheNodeButNotTheWorkOfOthersAndMayNotOrder() {
        new Rows(jdbc).running(node);
        String name = "np-viewer-" + UUID.randomUUID().toString().substring(0, 8);
        api.post("/api/v1/projects", "{\"name\": \"np-other\"}");
        var made =
                api.post(
                        "/api/v1/users",
                        """
                        {"name": "%s", "password": "%s", "grants": [{"role": "viewer", "project": "np-other"}]}\
                        """
                                .formatted(name, PASSWORD));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        Browser viewer = Browser.of(api, name, PASSWORD);

        assertThat(viewer.get(path).text())
                .contains("np-node", "1</span> more are of projects that you do not see")
                .doesNotContain("j/main[0]", "data-dialog");
        assertThat(viewer.post(path + "/drain", Map.of()).status()).isEqualTo(403);
        assertThat(state()).isEqualTo("OPEN");
    }

    private String order(String what, String name, String value) {
        var answer = admin.post(path + "/" + what, Map.of(name, value));
        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
        return answer.header("Location");
    }

    private String state() {
        return jdbc.sql("select admin_state from nodes where id = ?")
                .param(node.value())
                .query(String.class)
                .single();
    }
}

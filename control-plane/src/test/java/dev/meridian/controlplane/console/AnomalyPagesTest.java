package dev.meridian.controlplane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.PlaceInFleet;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.kernel.Ids;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What left its band, over HTTP and on the pages.
@MeridianTest
class AnomalyPagesTest {
    private static final String PASSWORD = "correct horse battery staple";

    @Autowired private Api api;
    @Autowired private Home home;
    @Autowired private Fleet fleet;
    @Autowired private Ids ids;
    @Autowired private Clock clock;
    @Autowired private JdbcClient jdbc;

    @Test
    void whatIsOutsideIsListedFilteredPagedAndShownWithItsNode() {
        assertThat(
                        api.post(
                                        "/api/v1/users",
                                        "{\"name\":\"vic\",\"password\":\"%s\",\"grants\":[{\"role\":\"viewer\",\"project\":\"default\"}]}"
                                                .formatted(PASSWORD))
                                .status())
                .isEqualTo(201);
        Browser vic = Browser.of(api, "vic", PASSWORD);
        assertThat(vic.get("/anomalies").text())
                .contains("Nothing has left its band", "meridian get anomalies");
        NodeId node =
                fleet.enrol(
                        new PlaceInFleet(new RegionName("hot-1"), "c1", "default"),
                        "n",
                        clock.instant());
        UUID hot = anomaly("node", node.toString(), "n", null, "gpu.temperature", true);
        UUID over = anomaly("cluster", "eu-west/c1", "eu-west/c1", null, "cpu demand", false);
        UUID secret = anomaly("project", "secret", "secret", "secret", "cpu demand", true);

        assertThat(vic.get("/anomalies").text())
                .contains(
                        "gpu.temperature of gpu0 was 93.00, expected between 55.00 and 70.00.",
                        "1 in 10,000",
                        "href=\"/nodes/" + node,
                        over.toString(),
                        "/forecasts?scope=cluster&amp;owner=eu-west%2Fc1&amp;resource=cpu&amp;measure=demand")
                .doesNotContain(secret.toString());
        assertThat(vic.get("/anomalies?state=OPEN").text()).doesNotContain(over.toString());
        assertThat(vic.get("/anomalies?state=odd").status()).isEqualTo(400);
        assertThat(vic.get("/anomalies?cursor=odd").status()).isEqualTo(400);
        assertThat(vic.get("/anomalies", "HX-Request", "true", "HX-Target", "list").text())
                .startsWith("<div id=\"list\"");
        assertThat(vic.get("/nodes/" + node).text())
                .contains("Outside of its band", "gpu.temperature of gpu0")
                .contains("/anomalies?type=node&amp;subject=" + node, "scope=pool&amp;owner=");

        proposalAndAnomalyLeadToEachOther(vic, node, hot, secret);

        var all = api.get("/api/v1/anomalies?limit=2").json();
        assertThat(all.path("items")).hasSize(2);
        var rest = api.get("/api/v1/anomalies?limit=2&cursor=" + all.path("nextCursor").asString());
        assertThat(rest.json().path("items").path(0).path("id").asString())
                .isEqualTo(hot.toString());
        assertThat(rest.json().has("nextCursor")).isFalse();
        var one = api.get("/api/v1/anomalies/" + hot).json();
        assertThat(one.path("state").asString()).isEqualTo("OPEN");
        assertThat(one.path("expected").path("high").asDouble()).isEqualTo(70);
        assertThat(one.path("subject").path("id").asString()).isEqualTo(node.toString());
        assertThat(api.get("/api/v1/anomalies?type=node&state=ENDED").json().path("items"))
                .isEmpty();
        assertThat(api.get("/api/v1/anomalies/" + new UUID(0, 1)).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/anomalies?limit=0").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/anomalies?cursor=odd").status()).isEqualTo(400);
    }

    private void proposalAndAnomalyLeadToEachOther(
            Browser vic, NodeId node, UUID hot, UUID secret) {
        String proposal =
                api.post("/api/v1/nodes/" + node + "/quarantine?propose=true", "{}")
                        .json()
                        .path("id")
                        .asString();
        assertThat(People.admin(api, home).get("/anomalies").text())
                .contains("href=\"/approvals/" + proposal, "quarantine proposed");
        assertThat(vic.get("/anomalies").text()).doesNotContain("quarantine proposed");
        var one = vic.get("/anomalies/" + hot);
        assertThat(one.status()).isEqualTo(302);
        assertThat(one.header("Location"))
                .endsWith("/anomalies?type=node&subject=" + node + "#anomaly-" + hot);
        assertThat(vic.get("/anomalies/" + secret).status()).isEqualTo(404);
    }

    private UUID anomaly(
            String type,
            String subject,
            String name,
            @Nullable String project,
            String metric,
            boolean open) {
        UUID id = ids.next();
        jdbc.sql(
                        """
                        insert into anomalies (id, subject_type, subject, subject_name, project, metric, device, since, until,
                            ended_at, score, observed, band_low, expected, band_high)
                        values (:id, :type, :subject, :name, :project, :metric, 'gpu0', :now, :now, :ended, 4, 93, 55, 62, 70)\
                        """)
                .param("id", id)
                .param("type", type)
                .param("subject", subject)
                .param("name", name)
                .param("project", project)
                .param("metric", metric)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("ended", open ? null : clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }
}

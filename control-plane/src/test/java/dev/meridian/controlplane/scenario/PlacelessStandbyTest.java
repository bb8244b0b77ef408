package dev.meridian.controlplane.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.console.People;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What people are told of places that stand by, and of those that were not found.
@Scenario
class PlacelessStandbyTest {
    private static final String SPEC =
            """
            {name: ready, type: service, disconnect: {policy: overlap, lostAfter: 15s}, redundancy: {},
             taskGroups: [{resources: {cpu: %d}, task: {command: [sleep, "1000"]}}]}
            """;

    @Autowired private Plane plane;
    @Autowired private Api api;
    @Autowired private Home home;
    @Autowired private JdbcClient jdbc;

    @BeforeEach
    void empty() {
        plane.empty();
        plane.node("eu-west", "n1");
    }

    @Test
    void whyNoneWasFoundIsToldWhereverTheJobIs() {
        JobId job = running(2);
        JsonNode none = allocation(job).path("standbyPending");
        assertThat(none.path("token").asString()).isEqualTo("NoMatchingNode");
        assertThat(none.path("sentence").asString()).contains("region");
        assertThat(allocation(job).path("standbys")).isEmpty();

        JsonNode standbys = get("/api/v1/jobs/" + job).path("standbys");
        assertThat(standbys.path("asked").asInt()).isEqualTo(1);
        assertThat(standbys.path("held").asInt()).isZero();
        assertThat(standbys.path("reasons").path(0).path("token")).isEqualTo(none.path("token"));

        JsonNode told = get("/api/v1/jobs/" + job + "/explanation").path("standbys").path(0);
        assertThat(told.path("node").isNull()).isTrue();
        assertThat(told.path("since")).isEqualTo(none.path("since"));
        assertThat(told.path("reason").path("sentence")).isEqualTo(none.path("sentence"));

        Browser admin = People.admin(api, home);
        assertThat(admin.get("/jobs/" + job).text())
                .contains("No place stands by", "NoMatchingNode");
        assertThat(admin.get("/jobs/" + job + "/placement").text())
                .contains("What stands by", "None:");
    }

    @Test
    void theReasonKeepsItsTimeAndGoesWhenThePlaceStands() {
        JobId job = running(2);
        JsonNode first = allocation(job).path("standbyPending");
        plane.pass(Duration.ofMinutes(1));
        plane.plan();
        assertThat(allocation(job).path("standbyPending").path("since"))
                .isEqualTo(first.path("since"));

        NodeId away = plane.node("us-east", "n2");
        plane.pass(Duration.ofSeconds(4));
        plane.plan();
        assertThat(allocation(job).has("standbyPending")).isFalse();
        assertThat(reasons()).isZero();
        JsonNode told = get("/api/v1/jobs/" + job + "/explanation").path("standbys").path(0);
        assertThat(told.path("node").asString()).isEqualTo("n2");
        assertThat(told.path("region").asString()).isEqualTo("us-east");
        assertThat(told.path("reason").isNull()).isTrue();
        assertThat(get("/api/v1/jobs/" + job).path("standbys").path("held").asInt()).isEqualTo(1);
        assertThat(plane.only(job).node()).isNotEqualTo(away);
    }

    @Test
    void whatIsTooLargeForTheOtherRegionSaysSoAndAnEndForgetsIt() {
        NodeId small = plane.node("us-east", "n2");
        jdbc.sql("update nodes set cpu_millis = 1000 where id = ?").param(small.value()).update();
        JobId job = running(2);
        JsonNode none = allocation(job).path("standbyPending");
        assertThat(none.path("sentence").asString()).isNotEmpty();
        plane.cancel(job);
        plane.stopped(plane.only(job));
        assertThat(reasons()).isZero();
    }

    @Test
    void theNodeNamesWhatItKeepsFreeToThoseWhoMaySeeIt() {
        NodeId away = plane.node("us-east", "n2");
        plane.price(away, 5);
        JobId job = running(2);
        JsonNode place = get("/api/v1/nodes/" + away).path("standbys").path(0);
        assertThat(place.path("job").asString()).isEqualTo(job.toString());
        assertThat(place.path("name").asString()).isEqualTo("ready/main[0]");
        assertThat(place.path("cpu").asDouble()).isEqualTo(2);
        assertThat(place.has("preparedAt")).isFalse();
        assertThat(get("/api/v1/nodes?text=n2").path("items").path(0).has("standbys")).isFalse();

        assertThat(People.admin(api, home).get("/nodes/" + away).text())
                .contains("Work (1)", "standby", "not prepared yet", "ready/main[0]");
        String other = "p" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(api.post("/api/v1/projects", "{\"name\": \"%s\"}".formatted(other)).status())
                .isEqualTo(201);
        Browser stranger =
                People.with(
                        api,
                        "v-" + other,
                        "{\"role\": \"viewer\", \"project\": \"%s\"}".formatted(other));
        assertThat(stranger.get("/nodes/" + away).text())
                .contains("more are of projects that you do not see")
                .doesNotContain("ready/main[0]");
    }

    private JobId running(int cpu) {
        JobId job = plane.submit(SPEC.formatted(cpu));
        plane.plan();
        plane.runs(plane.only(job));
        plane.pass(Duration.ofSeconds(2));
        return job;
    }

    private JsonNode allocation(JobId job) {
        return get("/api/v1/jobs/" + job + "/allocations").path("items").path(0);
    }

    private JsonNode get(String path) {
        var answer = api.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private long reasons() {
        return jdbc.sql("select count(*) from standby_reasons").query(Long.class).single();
    }
}

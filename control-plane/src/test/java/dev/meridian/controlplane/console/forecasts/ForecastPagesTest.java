package dev.meridian.controlplane.console.forecasts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.console.People;
import dev.meridian.controlplane.forecast.ForecastLoop;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.RecordedDemand;
import dev.meridian.controlplane.telemetry.PartitionUpkeep;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Forecasts before there are any, one with its band, and models that only operators move.
@MeridianTest
@TestPropertySource(properties = "meridian.loops.enabled=false")
class ForecastPagesTest {
    @Autowired private Api api;
    @Autowired private Home home;
    @Autowired private ForecastLoop loop;
    @Autowired private JdbcClient jdbc;
    @Autowired private PartitionUpkeep partitions;
    @Autowired private Clock clock;

    @Test
    void firstItIsTaughtThenEachSeriesIsToldAndModelsAreMoved() {
        Browser admin = People.admin(api, home);
        assertThat(admin.get("/forecasts").text())
                .contains("Nothing is forecast yet", "make history");
        assertThat(admin.get("/forecasts/models").text()).contains("No model is learned yet");

        Instant end = Course.slotOf(clock.instant().minus(Duration.ofMinutes(3)));
        var demand = new RecordedDemand(jdbc, partitions);
        Instant from = end.minus(Duration.ofDays(3));
        int seen = demand.write(key(Scope.CLUSTER, "eu/a", DemandKey.CPU), from, end, 1);
        int other = demand.write(key(Scope.PROJECT, "vision", DemandKey.MEMORY), from, end, 2);
        loop.runOnce(clock.instant());

        String list = admin.get("/forecasts").text();
        assertThat(list).contains("eu/a", "vision", "/forecasts/" + seen, "fallback", " to ");
        assertThat(list).contains("data-live=\"/forecasts/live?seen=").doesNotContain("style=\"");
        assertThat(admin.get("/forecasts?scope=cluster&resource=cpu").text())
                .contains("eu/a")
                .doesNotContain("vision");
        assertThat(admin.get("/forecasts?owner=nobody").text())
                .contains("No forecast is like that");
        assertThat(admin.status("/forecasts?scope=moon")).isEqualTo(400);

        String one = admin.get("/forecasts/" + seen + "?lead=4h&range=24h").text();
        assertThat(one)
                .contains("Who says what, 4h ahead", "Holt-Winters", "Of the last value")
                .contains("Less than a whole forecast", "band.mjs")
                .doesNotContain("style=\"");
        var read =
                admin.get(
                        "/forecasts/" + seen + "/series?lead=1h&range=24h",
                        "Accept",
                        "application/json");
        assertThat(read.status()).as(read.text()).isEqualTo(200);
        var plot = read.json();
        assertThat(plot.path("past")).hasSize(96);
        assertThat(plot.path("ahead")).hasSize(8);
        assertThat(plot.path("past").path(90).path(3).asDouble()).isPositive();
        assertThat(admin.status("/forecasts/" + seen + "?lead=3h")).isEqualTo(400);
        assertThat(admin.status("/forecasts/999999")).isEqualTo(404);
        strangersSeeNothingOfOthers(other, seen);
        modelsAreMoved(admin);
    }

    private void strangersSeeNothingOfOthers(int other, int seen) {
        Browser vera = People.as(api, "vera", "viewer");
        assertThat(vera.get("/forecasts").text()).contains("eu/a").doesNotContain("vision");
        assertThat(vera.status("/forecasts/" + other)).isEqualTo(404);
        assertThat(vera.status("/forecasts/" + other + "/series")).isEqualTo(404);
        assertThat(vera.status("/forecasts/" + seen)).isEqualTo(200);
    }

    private void modelsAreMoved(Browser admin) {
        long id =
                jdbc.sql(
                                """
                                insert into forecast_models (kind, state, learner, trained_at, from_at, until_at, rows,
                                    features, settings, mase, rival_mase, naive_mase, coverage, verdict, state_since,
                                    promoted_at, bytes)
                                values ('cpu', 'champion', 'boosted trees', now(), now(), now(), 9, '{last}',
                                    '{"depth": "5"}', 0.8, 0.9, 1.4, 0.95, 'It was better.', now(), now(), 'x')
                                returning id\
                                """)
                        .query(Long.class)
                        .single();
        assertThat(admin.get("/forecasts/models").text())
                .contains("Champion", "It was better.", "Roll back", "boosted trees");
        Browser viewer = People.as(api, "vic", "viewer");
        assertThat(viewer.get("/forecasts/models").text())
                .contains("It was better.")
                .doesNotContain("Roll back");
        assertThat(viewer.post("/forecasts/models/" + id + "/rollback", Map.of()).status())
                .isEqualTo(403);
        Browser olga = People.as(api, "olga", "operator");
        assertThat(olga.post("/forecasts/models/" + id + "/rollback", Map.of()).status())
                .isEqualTo(302);
        assertThat(olga.get("/forecasts/models").text()).contains("Retired", "Rolled back by olga");
        assertThat(olga.post("/forecasts/models/" + id + "/promote", Map.of()).status())
                .as("it cannot be read")
                .isEqualTo(409);
        assertThat(api.get("/api/v1/audit?actor=olga").text()).contains("experts speak alone");
    }

    private static DemandKey key(Scope scope, String owner, String resource) {
        return new DemandKey(scope, owner, resource, Measure.DEMAND);
    }
}

package dev.meridian.controlplane.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.forecast.ForecastLoop;
import dev.meridian.controlplane.support.Api;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// Forecasts as they go over the wire, and who may decide on models.
@MeridianTest
@TestPropertySource(properties = "meridian.loops.enabled=false")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForecastsApiTest {
    private static final String FORECASTS = "/api/v1/forecasts";

    @Autowired private Api api;
    @Autowired private ForecastLoop loop;
    @Autowired private JdbcClient jdbc;
    @Autowired private PartitionUpkeep partitions;
    @Autowired private Clock clock;

    @BeforeAll
    void threeDays() {
        Instant end = Course.slotOf(clock.instant().minus(Duration.ofMinutes(3)));
        var demand = new RecordedDemand(jdbc, partitions);
        Instant from = end.minus(Duration.ofDays(3));
        demand.write(key(Scope.CLUSTER, "eu/a", DemandKey.CPU), from, end, 1);
        demand.write(key(Scope.POOL, "eu/a/gpu", "accelerator:H100"), from, end, 2);
        demand.write(key(Scope.PROJECT, "nlp", DemandKey.CPU), from, end, 3);
        demand.write(key(Scope.PROJECT, "vision", DemandKey.CPU), from, end, 4);
        loop.runOnce(clock.instant());
    }

    @Test
    void oneSeriesIsToldWithItsBandItsExpertsAndItsErrorBesideTheNaiveOne() {
        JsonNode items = items("?cluster=eu/a&resource=cpu&horizon=4h&past=6h");
        assertThat(items).hasSize(1);
        JsonNode one = items.path(0);
        assertThat(one.path("unit").asString()).isEqualTo("cores");
        assertThat(one.path("stage").asString()).isEqualTo("days");
        assertThat(one.path("fallback").asString()).contains("experts speak alone");
        assertThat(one.path("points").findValuesAsString("horizonSeconds"))
                .containsExactly("900", "1800", "3600", "7200", "14400");
        for (JsonNode point : one.path("points")) {
            double middle = point.path("p50").asDouble();
            assertThat(point.path("p05").asDouble()).isLessThanOrEqualTo(middle);
            assertThat(point.path("p95").asDouble()).isGreaterThanOrEqualTo(middle);
            assertThat(point.path("modelShare").asDouble()).isZero();
        }
        assertThat(one.path("experts").findValuesAsString("name")).contains("last value", "model");
        assertThat(one.at("/pastError/judged").asInt()).isGreaterThan(100);
        assertThat(one.at("/pastError/naiveMae").asDouble()).isPositive();
        assertThat(one.path("past")).hasSize(24);
        assertThat(one.at("/past/0/actual").asDouble()).isPositive();
    }

    @Test
    void aLongListComesInPages() {
        var first = api.get(FORECASTS + "?limit=3").json();
        assertThat(first.path("items")).hasSize(3);
        String cursor = first.path("nextCursor").asString();
        assertThat(items("?limit=3&cursor=" + cursor)).hasSize(1);
        assertThat(items("?pool=eu/a/gpu").at("/0/resource").asString())
                .isEqualTo("accelerator:H100");
        assertThat(items("?project=nobody")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "horizon=soon, horizon",
        "horizon=2d, horizon",
        "past=1000h, past",
        "cluster=a&project=b, project",
        "measure=capacity, measure",
        "cursor=x, cursor",
        "limit=0, limit",
        "lead=1s, lead"
    })
    void aQuestionThatCannotBeAnsweredIsRefusedByName(String query, String parameter) {
        var answer = api.get(FORECASTS + "?" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("\"/" + parameter + "\"");
    }

    @Test
    void aViewerSeesTheirOwnProjectAndMayNotPromote() {
        api.post("/api/v1/projects", "{\"name\":\"nlp\"}");
        api.post(
                "/api/v1/users",
                "{\"name\":\"vera\",\"grants\":[{\"role\":\"viewer\",\"project\":\"nlp\"}]}");
        String token =
                api.post("/api/v1/tokens", "{\"name\":\"t\",\"user\":\"vera\"}")
                        .json()
                        .path("token")
                        .asString();
        Api vera = api.withToken(token);

        assertThat(vera.get(FORECASTS).json().path("items").findValuesAsString("owner"))
                .containsExactlyInAnyOrder("eu/a", "eu/a/gpu", "nlp");
        assertThat(vera.get(FORECASTS + "/models").status()).isEqualTo(200);
        assertThat(vera.post(FORECASTS + "/models/1/promote", "{}").status()).isEqualTo(403);
        assertThat(vera.post(FORECASTS + "/models/1/rollback", "{}").status()).isEqualTo(403);
    }

    @Test
    void whatCannotBePromotedOrRolledBackIsRefusedWithTheReason() {
        long id =
                jdbc.sql(
                                """
                                insert into forecast_models (kind, state, learner, trained_at, from_at, until_at, rows,
                                    features, settings, mase, rival_mase, naive_mase, coverage, verdict, state_since, bytes)
                                values ('cpu', 'challenger', 'trees', now(), now(), now(), 9, '{last}', '{"depth": "5"}', 0.8,
                                    0.9, 1.4, 0.95, 'It was no better.', now(), 'x') returning id\
                                """)
                        .query(Long.class)
                        .single();
        JsonNode model = api.get(FORECASTS + "/models").json().at("/items/0");
        assertThat(model.path("state").asString()).isEqualTo("challenger");
        assertThat(model.at("/provenance/settings/depth").asString()).isEqualTo("5");

        var promoted = api.post(FORECASTS + "/models/" + id + "/promote", "{}");
        assertThat(promoted.status()).as(promoted.text()).isEqualTo(409);
        assertThat(promoted.text()).contains("cannot be read");
        var back = api.post(FORECASTS + "/models/" + id + "/rollback", "{}");
        assertThat(back.status()).isEqualTo(409);
        assertThat(back.text()).contains("is no champion but challenger");
        assertThat(api.post(FORECASTS + "/models/0/promote", "{}").status()).isEqualTo(404);
    }

    private JsonNode items(String query) {
        var answer = api.get(FORECASTS + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("items");
    }

    private static DemandKey key(Scope scope, String owner, String resource) {
        return new DemandKey(scope, owner, resource, Measure.DEMAND);
    }
}

package dev.meridian.controlplane.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.Rows;
import dev.meridian.controlplane.telemetry.Samples;
import dev.meridian.controlplane.telemetry.model.Sample;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Series of nodes and allocations, as they come out of the database.
@MeridianTest
class TelemetryApiTest {
    @Autowired private Api api;
    @Autowired private Samples samples;
    @Autowired private JdbcClient jdbc;
    @Autowired private Clock clock;

    private NodeId node;
    private AllocationId allocation;
    private Instant start;

    @BeforeEach
    void fourSamplesInTwoMinutes() {
        node = new Rows(jdbc).node("measured", "n-" + UUID.randomUUID());
        allocation = new Rows(jdbc).running(node);
        start = clock.instant().truncatedTo(ChronoUnit.MINUTES).minusSeconds(600);
        samples.append(
                node,
                List.of(
                        sample(0, null, 1),
                        sample(30, null, 3),
                        sample(60, null, 5),
                        sample(90, null, 5),
                        sample(0, allocation, 0.5)));
        samples.flush();
    }

    @Test
    void stepsCarryAverageAndMaximum() {
        var answer =
                api.get(
                        "/api/v1/telemetry/nodes/"
                                + node
                                + span(start, start.plusSeconds(120), "1m"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("id").asString()).isEqualTo(node.toString());
        assertThat(answer.json().path("stepSeconds").asInt()).isEqualTo(60);
        JsonNode series = answer.json().path("series");
        assertThat(series).hasSize(1);
        assertThat(series.path(0).path("metric").asString()).isEqualTo("cpu.used");
        JsonNode points = series.path(0).path("points");
        assertThat(points).hasSize(2);
        assertThat(Instant.parse(points.path(0).path("at").asString())).isEqualTo(start);
        assertThat(points.path(0).path("average").asDouble()).isEqualTo(2);
        assertThat(points.path(0).path("max").asDouble()).isEqualTo(3);
        assertThat(points.path(1).path("average").asDouble()).isEqualTo(5);
    }

    @Test
    void fromIsIncludedAndToIsNot() {
        var answer =
                api.get(
                        "/api/v1/telemetry/nodes/"
                                + node
                                + span(start.plusSeconds(30), start.plusSeconds(90), "30s"));
        assertThat(answer.json().path("series").path(0).path("points")).hasSize(2);
    }

    @Test
    void anAllocationHasItsOwnSeries() {
        var answer = api.get("/api/v1/telemetry/allocations/" + allocation);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode points = answer.json().path("series").path(0).path("points");
        assertThat(points).hasSize(1);
        assertThat(points.path(0).path("average").asDouble()).isEqualTo(0.5);
    }

    @Test
    void whatWasNotMeasuredIsAnEmptyList() {
        var answer =
                api.get(
                        "/api/v1/telemetry/nodes/"
                                + node
                                + span(start.minusSeconds(120), start.minusSeconds(60), "1m"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("series")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    step=soon                                           | step
                    step=0s                                             | step
                    step=1s&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z | step
                    from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z   | from
                    from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z   | from
                    from=yesterday                                      | from
                    to=later                                            | to
                    """)
    void aQuestionThatCannotBeAnsweredIsRefusedByName(String query, String parameter) {
        var answer = api.get("/api/v1/telemetry/nodes/" + node + "?" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text()).contains(parameter);
    }

    @Test
    void whatIsNotThereIsNotFoundAndNobodyIsToldNothing() {
        assertThat(api.get("/api/v1/telemetry/nodes/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/telemetry/allocations/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(api.get("/api/v1/telemetry/nodes/no-id").status()).isBetween(400, 404);
        assertThat(api.asNobody().get("/api/v1/telemetry/nodes/" + node).status()).isEqualTo(401);
    }

    private Sample sample(int second, @Nullable AllocationId of, double value) {
        return new Sample(start.plusSeconds(second), of, "cpu.used", "", value);
    }

    private static String span(Instant from, Instant to, String step) {
        return "?from=" + from + "&to=" + to + "&step=" + step;
    }
}

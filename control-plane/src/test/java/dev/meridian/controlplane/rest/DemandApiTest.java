package dev.meridian.controlplane.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.telemetry.DemandWatch;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Observation;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@MeridianTest(shared = true)
class DemandApiTest {
    private static final String DEMAND = "/api/v1/telemetry/demand";
    private static final String HISTORY = DEMAND + "/history";

    @Autowired private Api api;
    @Autowired private DemandWatch watch;
    @Autowired private Clock clock;

    @Test
    void aPastIsLoadedBeforeWhatWasObservedAndMarkedAndReplacedWhole() {
        Instant slot = Course.slotOf(clock.instant()).minus(Duration.ofHours(1));
        String owner = "loaded/past";
        DemandKey key = new DemandKey(Scope.CLUSTER, owner, DemandKey.CPU, Measure.DEMAND);
        watch.record(slot, List.of(new Observation(key, 42)));
        watch.runOnce(clock.instant());

        Instant start = slot.minus(Duration.ofHours(30));
        var answer = api.post(HISTORY, past(owner, start, 125));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("slots").asInt()).as("up to the one observed").isEqualTo(119);

        JsonNode one = one(owner, start);
        assertThat(one.path("loaded").path("source").asString()).isEqualTo("a test");
        assertThat(Instant.parse(one.path("loaded").path("to").asString())).isEqualTo(slot);
        assertThat(one.path("means").path(0).asDouble()).isZero();
        assertThat(one.path("means").path(1).isNull()).as("a gap").isTrue();
        assertThat(one.path("means").path(119).asDouble()).isEqualTo(119);
        assertThat(one.path("means").path(120).asDouble()).as("observed").isEqualTo(42);
        assertThat(one.path("means").path(121).isNull()).isTrue();

        Instant later = slot.minus(Duration.ofHours(2));
        assertThat(api.post(HISTORY, past(owner, later, 4)).status()).isEqualTo(200);
        JsonNode again = one(owner, start);
        assertThat(again.path("means").path(0).isNull()).as("no longer there").isTrue();
        assertThat(again.path("means").path(114).asDouble()).isEqualTo(2);
        assertThat(again.path("means").path(120).asDouble()).isEqualTo(42);

        var nothing = api.post(HISTORY, past(owner, slot, 3));
        assertThat(nothing.status()).as(nothing.text()).isEqualTo(422);
    }

    private JsonNode one(String owner, Instant from) {
        var answer =
                api.get(DEMAND + "?scope=cluster&measure=demand&owner=" + owner + "&from=" + from);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("items")).hasSize(1);
        return answer.json().path("items").path(0);
    }

    /// 0, a gap, 2, 3 …
    private static String past(String owner, Instant start, int slots) {
        String means =
                IntStream.range(0, slots)
                        .mapToObj(i -> i == 1 ? "null" : String.valueOf(i))
                        .collect(Collectors.joining(","));
        return """
        {"scope": "cluster", "owner": "%s", "resource": "cpu", "measure": "demand", "start": "%s",
         "means": [%s], "source": "a test"}
        """
                .formatted(owner, start, means);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    scope=node                                  | scope
                    measure=wanted                              | measure
                    from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z | from
                    from=2020-01-01T00:00:00Z                   | from
                    """)
    void aQuestionThatCannotBeAnsweredIsRefusedByName(String query, String parameter) {
        var answer = api.get(DEMAND + "?" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/" + parameter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "owner": "alone"               | /owner
                    "resource": "bananas"          | /resource
                    "scope": "galaxy"              | /scope
                    "measure": 3                   | /measure
                    "start": "2026-01-01T00:07:00Z"| /start
                    "means": []                    | /means
                    "means": [1e300]               | /means/0
                    "maxima": [1]                  | /means
                    "source": "\\u0000"            | /source
                    """)
    void aPastThatMakesNoSenseIsRefusedByName(String broken, String pointer) {
        String good = past("loaded/broken", Course.slotOf(clock.instant()).minusSeconds(9_000), 3);
        String field = broken.substring(0, broken.indexOf(':'));
        String body =
                good.contains(field)
                        ? good.replaceFirst(
                                field + ": (\"[^\"]*\"|\\[[^\\]]*\\])",
                                java.util.regex.Matcher.quoteReplacement(broken))
                        : good.replaceFirst("\\{", "{" + broken + ",");
        var answer = api.post(HISTORY, body);
        assertThat(answer.status()).as(body + answer.text()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
    }
}

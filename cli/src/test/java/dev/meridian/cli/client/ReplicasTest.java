package dev.meridian.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.cli.FakePlane;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Whoever of several control planes answers.
class ReplicasTest {
    private static final String NOBODY = "http://localhost:1";

    @Test
    void whereOneDoesNotAnswerTheNextDoes() {
        try (var plane = new FakePlane()) {
            plane.on("GET /jobs/a", 200, "{\"id\":\"a\"}");
            plane.on("POST /jobs/a/cancel", 200, "{\"id\":\"a\"}");
            MeridianClient client = client(NOBODY + "," + plane.url());

            assertThat(client.job("a").path("id").asString()).isEqualTo("a");
            assertThat(client.cancel("a", "").path("id").asString()).isEqualTo("a");
        }
    }

    @Test
    void whatIsNotReadyIsPassedForWhatMayBeAskedTwice() {
        try (var away = new FakePlane();
                var plane = new FakePlane()) {
            away.on("GET /jobs/a", 503, "{\"title\":\"later\"}");
            away.on("POST /jobs/a/cancel", 503, "{\"title\":\"later\"}");
            away.on("POST /jobs", 503, "{\"title\":\"later\"}");
            plane.on("GET /jobs/a", 200, "{\"id\":\"a\"}");
            plane.on("POST /jobs", 201, "{\"id\":\"a\"}");
            String both = away.url() + "," + plane.url();

            assertThat(client(both).job("a").path("id").asString()).isEqualTo("a");
            assertThat(client(both).submit("{}", "key").path("id").asString()).isEqualTo("a");
            assertThatThrownBy(() -> client(both).cancel("a", "")).isInstanceOf(Refused.class);
            assertThat(plane.asked()).noneMatch(request -> request.contains("cancel"));
        }
    }

    @Test
    void allAreNamedWhereNoneAnswers() {
        assertThatThrownBy(() -> client(NOBODY + ",http://localhost:2").job("a"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("http://localhost:1, http://localhost:2");
    }

    private static MeridianClient client(String urls) {
        return new MeridianClient(Connection.find(urls, "t", Map.of("HOME", "/nowhere")));
    }
}

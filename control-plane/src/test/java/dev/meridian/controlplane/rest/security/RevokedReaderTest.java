package dev.meridian.controlplane.rest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// Who followed the events when their token was revoked reads no further.
@MeridianTest
class RevokedReaderTest {

    @Autowired Api api;

    @Test
    void aStreamEndsWithItsToken() {
        JsonNode token = api.post("/api/v1/tokens", "{\"name\":\"reader\"}").json();
        var reader = api.withToken(token.path("token").asString());
        var read =
                CompletableFuture.supplyAsync(() ->
                        reader.withHeader("Accept", "text/event-stream").get("/api/v1/events"));
        String before = submit();

        assertThat(api.delete("/api/v1/tokens/" + token.path("id").asString()).status())
                .isEqualTo(204);
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    submit();
                    return read.isDone();
                });

        String after = submit();
        assertThat(read.join().text()).contains(before).doesNotContain(after, "event:end");
    }

    private String submit() {
        return api.post(
                        "/api/v1/jobs",
                        """
                        {"name": "seen", "taskGroups": [{"task": {"command": ["true"]}}]}
                        """)
                .json()
                .path("id")
                .asString();
    }
}

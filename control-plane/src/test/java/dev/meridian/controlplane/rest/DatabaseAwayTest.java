package dev.meridian.controlplane.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.DatabaseOutage;
import dev.meridian.controlplane.support.MeridianTest;
import dev.meridian.controlplane.support.Specs;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;

/// A database that refuses all connections makes 503 of every call, and none of it outlasts the
/// outage.
@MeridianTest
@TestPropertySource(properties = "spring.datasource.hikari.connection-timeout=300")
class DatabaseAwayTest {

    @Autowired Api api;

    @Value("${spring.datasource.url}")
    String url;

    @Test
    void callsAreAnsweredThatTheyShouldComeAgain() throws SQLException {
        assertThat(api.get("/api/v1/jobs").status()).isEqualTo(200);
        try (var _ = new DatabaseOutage(url)) {
            for (var answer :
                    new Api.Answer[] {
                        api.get("/api/v1/jobs"),
                        api.post("/api/v1/jobs", Specs.smallest()),
                        api.withToken("mrd_unknown").get("/api/v1/jobs")
                    }) {
                assertThat(answer.status()).as(answer.text()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isNotEmpty();
                assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            }
        }
        // each connection that was cut is noticed by the first call that is given it
        await().until(() -> api.post("/api/v1/jobs", Specs.smallest()).status() == 201);
    }
}

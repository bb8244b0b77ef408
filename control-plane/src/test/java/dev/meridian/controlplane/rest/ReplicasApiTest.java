package dev.meridian.controlplane.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Who leads, as every replica tells it.
@MeridianTest
class ReplicasApiTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired Api api;
    @Autowired JdbcClient sql;

    @Test
    void oneThatIsAloneLeadsAndWhoseLeaseIsTakenDoesNoLonger() {
        await().atMost(LIMIT).until(() -> role().equals("LEADER"));
        // the doors open after the loops have begun, and are told of with the next presence
        await().atMost(LIMIT)
                .untilAsserted(() -> {
                    assertThat(only().path("httpPort").asInt()).isPositive();
                    assertThat(only().path("agentPort").asInt()).isPositive();
                });
        JsonNode before = only();
        assertThat(before.path("silent").asBoolean()).isFalse();
        assertThat(Instant.parse(before.path("leadsSince").asString()))
                .isBeforeOrEqualTo(Instant.now());
        assertThat(before.path("leaseLeftMillis").asLong()).isBetween(1L, 5_000L);

        sql.sql(
                        """
                        with other as (update lead_term set term = term + 1 returning term)
                        update lead_lease set holder = gen_random_uuid(), term = other.term,
                            expires_at = now() + interval '4 seconds'
                        from other\
                        """)
                .update();
        await().atMost(LIMIT).until(() -> role().equals("FOLLOWER"));
        assertThat(only().path("term").isNull()).isTrue();
        assertThat(only().path("leadsSince").isNull()).isTrue();

        await().atMost(LIMIT).until(() -> role().equals("LEADER"));
        assertThat(only().path("term").asLong())
                .isGreaterThanOrEqualTo(before.path("term").asLong() + 2);
        assertThat(only().path("id")).isEqualTo(before.path("id"));
    }

    private String role() {
        return only().path("role").asString("");
    }

    private JsonNode only() {
        JsonNode items = api.get("/api/v1/replicas").json().path("items");
        assertThat(items.size()).isEqualTo(1);
        return items.path(0);
    }
}

package dev.meridian.controlplane.console.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// One that leads, one that fell silent, and then none that leads.
@MeridianTest
class ReplicasPageTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Autowired private Api api;
    @Autowired private Home home;
    @Autowired private JdbcClient jdbc;

    @Test
    void whoLeadsIsToldWithItsTermAndWhoIsSilent() {
        Browser admin = Browser.of(api, "admin", home.read("admin-password").orElseThrow());
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(admin.get("/replicas").text())
                                .contains("which answers you", "left</span>, renewed each second")
                                .contains("This control plane is alone")
                                .contains("data-live=\"/replicas/live?seen=")
                                .doesNotContain("No replica leads", "style=\""));

        jdbc.sql(
                        """
                        insert into replicas (id, name, version, http_port, agent_port, nodes, started_at, present_since, seen_at)
                        values (gen_random_uuid(), 'b.example.org', '0.9', 8081, 9091, 7,
                            now() - interval '1 hour', now() - interval '1 hour', now() - interval '1 minute')\
                        """)
                .update();
        assertThat(admin.get("/replicas").text())
                .contains("Control planes (2)", "1 silent", "b.example.org", "agents 9091", "0.9")
                .doesNotContain("This control plane is alone");

        jdbc.sql(
                        """
                        with other as (update lead_term set term = term + 1 returning term)
                        update lead_lease set holder = gen_random_uuid(), term = other.term,
                            expires_at = now() + interval '4 seconds'
                        from other\
                        """)
                .update();
        assertThat(admin.get("/replicas").text())
                .contains("No replica leads", "nothing new is placed");
    }
}

package dev.meridian.controlplane.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.protocol.HeartbeatReply;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.DatabaseOutage;
import dev.meridian.controlplane.support.FakeAgent;
import dev.meridian.controlplane.support.MeridianTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/// While the database is away for a moment agents are told nothing that is not so, keep their
/// connections, and nobody is lost for it.
@MeridianTest
@Import(Door.class)
@TestPropertySource(
        properties = {
            "spring.datasource.hikari.connection-timeout=300",
            "meridian.agents.heartbeat=300ms"
        })
class AgentsWithoutDatabaseTest {
    @Autowired private Door door;
    @Autowired private Api api;
    @Autowired private MeterRegistry meters;

    @Value("${spring.datasource.url}")
    private String url;

    @AfterEach
    void agentsLeave() {
        door.close();
    }

    @Test
    void heartbeatsAreAnsweredAndRenewNothing() throws SQLException {
        FakeAgent agent = door.agent("eu-west", "host");
        var submitted =
                api.postYaml(
                        "/api/v1/jobs",
                        "{name: runs, taskGroups: [{task: {driver: process, command: [sleep, \"600\"]}}]}");
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(201);
        await().until(() -> renewals(agent) == 1);

        try (var _ = new DatabaseOutage(url)) {
            int before = agent.heartbeatReplies().size();
            await().until(() ->
                    agent.heartbeatReplies().size() > before + 3 && renewals(agent) == 0);
        }

        await().until(() -> renewals(agent) == 1);
        assertThat(agent.ended()).as("the stream").isNotDone();
        assertThat(meters.counter("meridian.leases.lost").count()).isZero();
        assertThat(meters.counter("meridian.nodes.silent", "became", "lost").count()).isZero();
    }

    /// That the newest reply brought.
    private static int renewals(FakeAgent agent) {
        List<HeartbeatReply> replies = agent.heartbeatReplies();
        return replies.isEmpty() ? 0 : replies.getLast().getRenewalsCount();
    }
}

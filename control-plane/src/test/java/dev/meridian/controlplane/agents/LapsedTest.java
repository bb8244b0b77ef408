package dev.meridian.controlplane.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.meridian.controlplane.fleet.NodeCertificates;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.support.AgentIdentity;
import dev.meridian.controlplane.support.FakeAgent;
import dev.meridian.controlplane.support.FakeTask;
import dev.meridian.controlplane.support.MeridianTest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Nodes that were cut off for longer than their certificate lives, over the real door.
@MeridianTest
@Import(Door.class)
class LapsedTest {
    private final Door door;
    private final RegionJobs jobs;
    private final NodeCertificates certificates;
    private final JdbcClient jdbc;

    LapsedTest(
            @Autowired Door door,
            @Autowired RegionJobs jobs,
            @Autowired NodeCertificates certificates,
            @Autowired JdbcClient jdbc) {
        this.door = door;
        this.jobs = jobs;
        this.certificates = certificates;
        this.jdbc = jdbc;
    }

    @AfterEach
    void agentsLeave() {
        door.close();
    }

    /// It holds work that is kept through any silence, and its certificate expired days ago.
    private AgentIdentity cutOff(String region, int days) throws Exception {
        AgentIdentity identity = door.join(region, "edge");
        FakeAgent agent = door.agent(identity, region, "edge", _ -> new FakeTask.Runs());
        var _ = agent.welcome().get(60, TimeUnit.SECONDS);
        String job = jobs.submit(region, "keep");
        await().until(() -> jobs.state(job).equals("RUNNING"));
        agent.disconnect();
        lapse(identity, days);
        return identity;
    }

    private void lapse(AgentIdentity identity, int days) {
        jdbc.sql(
                        "update node_certificates set expires_at = now() - ? * interval '1 day' where node_id = cast(? as uuid)")
                .params(days, identity.nodeId())
                .update();
    }

    @Test
    void aNodeThatHoldsWorkComesBackAsItself() throws Exception {
        AgentIdentity identity = cutOff("lapsed-1", 9);
        AgentIdentity renewed = identity.renewLapsed(door.port());
        assertThat(renewed.nodeId()).isEqualTo(identity.nodeId());
        FakeAgent back = door.agent(renewed, "lapsed-1", "edge", _ -> new FakeTask.Runs());
        assertThat(back.welcome().get(60, TimeUnit.SECONDS).getNodeId())
                .isEqualTo(identity.nodeId());
    }

    @Test
    void nobodyElseDoes() throws Exception {
        AgentIdentity late = cutOff("lapsed-2", 31);
        refused(late);
        AgentIdentity revoked = cutOff("lapsed-3", 2);
        certificates.revoke(NodeId.of(revoked.nodeId()), Instant.now());
        refused(revoked);
        AgentIdentity idle = door.join("lapsed-4", "idle");
        lapse(idle, 2);
        refused(idle);
        AgentIdentity robbed = cutOff("lapsed-5", 2);
        refused(
                new AgentIdentity(
                        robbed.nodeId(),
                        AgentIdentity.newKeys(),
                        robbed.certificate(),
                        robbed.authority()));
    }

    private void refused(AgentIdentity identity) {
        assertThatThrownBy(() -> identity.renewLapsed(door.port()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        why ->
                                assertThat(why.getStatus().getCode())
                                        .isEqualTo(Status.Code.UNAUTHENTICATED));
    }
}

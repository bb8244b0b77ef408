package dev.meridian.controlplane.agents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Sample;
import dev.meridian.agent.protocol.TaskState;
import dev.meridian.agent.protocol.TelemetryBatch;
import dev.meridian.controlplane.fleet.CertificateWatch;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.NodeCertificates;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.support.AgentIdentity;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.FakeAgent;
import dev.meridian.controlplane.support.FakeTask;
import dev.meridian.controlplane.support.MeridianTest;
import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Fake agents against the real door, over real mutual TLS, with real jobs behind it.
@MeridianTest
@Import(Door.class)
class AgentLinkTest {
    private final Door door;
    private final FleetQueries fleet;
    private final NodeCertificates certificates;
    private final CertificateWatch watch;
    private final Api api;
    private final RegionJobs jobs;
    private final Clock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    AgentLinkTest(
            @Autowired Door door,
            @Autowired FleetQueries fleet,
            @Autowired NodeCertificates certificates,
            @Autowired CertificateWatch watch,
            @Autowired Api api,
            @Autowired RegionJobs jobs,
            @Autowired Clock clock,
            @Autowired JdbcClient jdbc,
            @Autowired PlatformTransactionManager transactions) {
        this.door = door;
        this.fleet = fleet;
        this.certificates = certificates;
        this.watch = watch;
        this.api = api;
        this.jobs = jobs;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
    }

    @AfterEach
    void agentsLeave() {
        door.close();
        await().until(() ->
                fleet.fleet().nodes().stream()
                        .allMatch(node -> node.health().connectedSince() == null));
    }

    @Test
    void aNodeIsReadyOnceItHasSaidHello() throws Exception {
        FakeAgent agent = door.agent("link-1", "host");

        assertThat(agent.welcome().get(60, TimeUnit.SECONDS).getNodeId()).isEqualTo(agent.nodeId());
        assertThat(fleet.node(NodeId.of(agent.nodeId())).orElseThrow().state())
                .isEqualTo(NodeState.READY);
        await().until(() -> !agent.heartbeatReplies().isEmpty());
    }

    @Test
    void aJobRunsOnTheNodeAndItsEndIsAcknowledged() {
        FakeAgent agent = ends("link-2", 0);
        String job = jobs.submit("link-2");

        await().until(() -> jobs.state(job).equals("SUCCEEDED"));
        await().untilAsserted(() -> assertThat(agent.acks()).isNotEmpty());
        assertThat(task(agent, job).assignment().getEpoch()).isEqualTo(1);
    }

    @Test
    void withoutACertificateNobodyConnects() throws Exception {
        AgentIdentity real = door.join("link-3", "host");
        var bare = new AgentIdentity(real.nodeId(), real.keys(), null, real.authority());

        assertThat(refusal(bare).getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    @Test
    void aCertificateOfAnotherAuthorityIsWorthNothing() throws Exception {
        AgentIdentity real = door.join("link-4", "host");
        AgentIdentity forged = Forged.byAnotherAuthority(real);

        assertThat(refusal(forged).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void anExpiredCertificateIsWorthNothing(@Autowired AuthorityKeep ours) throws Exception {
        AgentIdentity real = door.join("link-5", "host");

        assertThat(refusal(Forged.expired(real, ours)).getCode())
                .isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void aRevokedCertificateEndsItsStreamAndOpensNoOther() throws Exception {
        FakeAgent agent = door.agent("link-6", "host");
        agent.welcome().get(60, TimeUnit.SECONDS);

        certificates.revoke(NodeId.of(agent.nodeId()), clock.instant());
        await().until(() -> {
            watch.runOnce(clock.instant());
            return agent.ended().isDone();
        });

        assertThat(agent.ended().get(60, TimeUnit.SECONDS).getCode())
                .isEqualTo(Status.Code.UNAUTHENTICATED);
        agent.disconnect();
        assertThat(agent.connect().ended().get(60, TimeUnit.SECONDS).getCode())
                .isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    @Test
    void aStolenCertificateTouchesNoOtherNodesWork() throws Exception {
        FakeAgent honest = runs("link-7", "honest");
        honest.welcome().get(60, TimeUnit.SECONDS);
        String job = jobs.submit("link-7");
        await().until(() -> jobs.state(job).equals("RUNNING"));
        FakeAgent thief = door.agent("link-8", "thief");
        thief.welcome().get(60, TimeUnit.SECONDS);

        String allocation = jobs.onlyAllocation(job);
        thief.report(
                AllocationReport.newBuilder()
                        .setAllocationId(allocation)
                        .setEpoch(1)
                        .setState(TaskState.FAILED)
                        .setExitCode(1)
                        .setReason("EXIT_CODE")
                        .setSeq(77)
                        .build());

        await().until(() -> thief.acks().stream().anyMatch(ack -> ack.getSeq() == 77));
        assertThat(jobs.state(job)).isEqualTo("RUNNING");
        assertThat(honest.task(allocation)).matches(FakeTask::live);
    }

    @Test
    void aNewerStreamOfANodeTakesOver() throws Exception {
        AgentIdentity identity = door.join("link-9", "host");
        FakeAgent older = door.agent(identity, "link-9", "host", _ -> new FakeTask.Runs());
        older.welcome().get(60, TimeUnit.SECONDS);

        FakeAgent newer = door.agent(identity, "link-9", "host", _ -> new FakeTask.Runs());

        newer.welcome().get(60, TimeUnit.SECONDS);
        assertThat(older.ended().get(60, TimeUnit.SECONDS).getCode())
                .isEqualTo(Status.Code.ABORTED);
        await().untilAsserted(() ->
                assertThat(
                                fleet.node(NodeId.of(identity.nodeId()))
                                        .orElseThrow()
                                        .health()
                                        .connectedSince())
                        .isNotNull());
    }

    @Test
    void aReportIsAcknowledgedOnlyWhenItIsStored() throws Exception {
        FakeAgent agent = runs("link-10", "host");
        agent.welcome().get(60, TimeUnit.SECONDS);
        String job = jobs.submit("link-10");
        await().until(() -> jobs.state(job).equals("RUNNING"));
        FakeTask task = task(agent, job);
        long running = task.report().getSeq();
        await().until(() -> agent.acks().stream().anyMatch(ack -> ack.getSeq() >= running));
        int acknowledged = agent.acks().size();

        transactions.executeWithoutResult(_ -> {
            jdbc.sql("select id from allocations for update").query().listOfRows();
            jdbc.sql("select id from jobs for update").query().listOfRows();
            agent.exit(task, 0);
            await().during(Duration.ofMillis(500)).until(() -> agent.acks().size() == acknowledged);
        });

        await().until(() -> jobs.state(job).equals("SUCCEEDED"));
        await().until(() -> agent.acks().size() > acknowledged);
    }

    @Test
    void aReconnectedAgentKeepsItsWorkAndGoesOnWithItsLogs() throws Exception {
        FakeAgent agent = runs("link-11", "host");
        agent.welcome().get(60, TimeUnit.SECONDS);
        String job = jobs.submit("link-11");
        await().until(() -> jobs.state(job).equals("RUNNING"));
        FakeTask task = task(agent, job);
        agent.write(task, "one\n".getBytes(UTF_8));
        await().until(() -> agent.logAcks().stream().anyMatch(ack -> ack.getOffset() == 4));

        agent.disconnect();
        agent.write(task, "two\n".getBytes(UTF_8));
        agent.connect().welcome().get(60, TimeUnit.SECONDS);

        assertThat(agent.welcome().get().getLogOffsetsList())
                .anyMatch(ack -> ack.getStream().equals("stdout") && ack.getOffset() == 4);
        await().until(() -> agent.logAcks().stream().anyMatch(ack -> ack.getOffset() == 8));
        assertThat(task.live()).isTrue();
        assertThat(jobs.state(job)).isEqualTo("RUNNING");
        assertThat(log(jobs.onlyAllocation(job))).isEqualTo("one\ntwo\n");
    }

    @Test
    void heartbeatsDoNotWaitUntilLogsAreStored() throws Exception {
        FakeAgent agent = runs("link-12", "host");
        agent.welcome().get(60, TimeUnit.SECONDS);
        String job = jobs.submit("link-12");
        await().until(() -> jobs.state(job).equals("RUNNING"));
        FakeTask task = task(agent, job);
        int stored = agent.logAcks().size();
        int answered = agent.heartbeatReplies().size();

        transactions.executeWithoutResult(_ -> {
            jdbc.sql("lock table log_chunks in exclusive mode").update();
            // as much as an agent sends before any of it is acknowledged
            for (int i = 0; i < 8; i++) {
                agent.write(task, new byte[10_000]);
            }
            agent.heartbeat();
            await().until(() -> agent.heartbeatReplies().size() > answered);
            assertThat(agent.logAcks()).hasSize(stored);
        });

        await().until(() -> agent.logAcks().size() > stored);
    }

    @Test
    void afterAGoodbyeNobodyWaitsForTheNode() throws Exception {
        FakeAgent leaving = runs("link-14", "leaving");
        leaving.welcome().get(60, TimeUnit.SECONDS);
        String job = jobs.submit("link-14");
        await().until(() -> jobs.state(job).equals("RUNNING"));
        FakeAgent staying = runs("link-14", "staying");
        staying.welcome().get(60, TimeUnit.SECONDS);

        leaving.goodbye("maintenance");

        await().until(() -> staying.task(jobs.onlyAllocation(job)) != null);
        assertThat(fleet.node(NodeId.of(leaving.nodeId())).orElseThrow().state())
                .isEqualTo(NodeState.LOST);
        assertThat(task(staying, job).key().epoch()).isEqualTo(2);
    }

    @Test
    void whatHostsMeasureIsServed() throws Exception {
        FakeAgent agent = door.agent("link-13", "host");
        agent.welcome().get(60, TimeUnit.SECONDS);

        // of one moment, as a host measures
        long at = clock.millis();
        agent.telemetry(
                TelemetryBatch.newBuilder()
                        .addSamples(sample(at, "cpu.used", 1.5))
                        .addSamples(sample(at, "memory.used", 2048))
                        .addSamples(sample(at, "nonsense", Double.NaN))
                        .build());

        await().untilAsserted(() ->
                assertThat(
                                api.get("/api/v1/nodes/" + agent.nodeId())
                                        .json()
                                        .path("used")
                                        .path("cpu")
                                        .asDouble())
                        .isEqualTo(1.5));
    }

    private static Sample.Builder sample(long at, String metric, double value) {
        return Sample.newBuilder().setAtMillis(at).setMetric(metric).setValue(value);
    }

    private Status refusal(AgentIdentity identity) throws Exception {
        return door.agent(identity, "link-x", "host", _ -> new FakeTask.Runs())
                .ended()
                .get(60, TimeUnit.SECONDS);
    }

    private FakeAgent runs(String region, String name) {
        return door.agent(door.join(region, name), region, name, _ -> new FakeTask.Runs());
    }

    private FakeAgent ends(String region, int code) {
        return door.agent(
                door.join(region, "host"), region, "host", _ -> new FakeTask.Exits(code, 50));
    }

    private String log(String allocation) {
        return jdbc.sql(
                        """
                        select string_agg(convert_from(data, 'UTF8'), '' order by start) from log_chunks
                        where allocation_id = cast(:id as uuid)\
                        """)
                .param("id", allocation)
                .query(String.class)
                .single();
    }

    private FakeTask task(FakeAgent agent, String job) {
        return Objects.requireNonNull(agent.task(jobs.onlyAllocation(job)));
    }
}

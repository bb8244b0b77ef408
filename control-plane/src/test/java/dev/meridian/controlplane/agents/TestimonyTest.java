package dev.meridian.controlplane.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.protocol.AgentLinkGrpc;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.EndOrder;
import dev.meridian.agent.protocol.RunningCopy;
import dev.meridian.agent.protocol.TaskState;
import dev.meridian.agent.protocol.Testimony;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.support.AgentIdentity;
import dev.meridian.controlplane.support.FakeAgent;
import dev.meridian.controlplane.support.FakeTask;
import dev.meridian.controlplane.support.MeridianTest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What guards tell of work whose agent is dead, over real mutual TLS, with real jobs behind it.
@MeridianTest
@Import(Door.class)
class TestimonyTest {
    private final Door door;
    private final FleetQueries fleet;
    private final RegionJobs jobs;
    private final JdbcClient jdbc;

    TestimonyTest(
            @Autowired Door door,
            @Autowired FleetQueries fleet,
            @Autowired RegionJobs jobs,
            @Autowired JdbcClient jdbc) {
        this.door = door;
        this.fleet = fleet;
        this.jobs = jobs;
        this.jdbc = jdbc;
    }

    @AfterEach
    void agentsLeave() {
        door.close();
        await().until(() ->
                fleet.fleet().nodes().stream()
                        .allMatch(node -> node.health().connectedSince() == null));
    }

    @Test
    void whatTheGuardFencedIsPlacedAgainAtOnce() throws Exception {
        AgentIdentity identity = door.join("told-1", "dies");
        FakeAgent dies = runs(identity, "told-1", "dies");
        String job = jobs.submit("told-1");
        await().until(() -> jobs.state(job).equals("RUNNING"));
        String allocation = jobs.onlyAllocation(job);
        FakeAgent lives = runs(door.join("told-1", "lives"), "told-1", "lives");
        fallsSilent(dies);

        AllocationReport fenced = end(allocation, TaskState.FENCED).build();
        tell(identity, fenced);
        tell(identity, fenced);

        await().until(() -> lives.task(allocation) != null);
        assertThat(Objects.requireNonNull(lives.task(allocation)).key().epoch()).isEqualTo(2);
        await().untilAsserted(
                        () -> assertThat(attempts(job)).containsExactly("1 FENCED", "2 RUNNING"));
        assertThat(retriesSpent(allocation)).isZero();

        // of the second placement nobody but its own node may speak, however late or early
        tell(identity, fenced.toBuilder().setState(TaskState.SUCCEEDED).build());
        tell(identity, fenced.toBuilder().setEpoch(2).build());
        tell(identity, fenced.toBuilder().setEpoch(3).build());
        assertThat(attempts(job)).containsExactly("1 FENCED", "2 RUNNING");
        assertThat(Objects.requireNonNull(lives.task(allocation)).live()).isTrue();
    }

    @Test
    void aNodeThatIsCutOffLearnsWhatIsToEnd() throws Exception {
        AgentIdentity identity = door.join("told-7", "cut-off");
        FakeAgent agent = runs(identity, "told-7", "cut-off");
        String job = jobs.submit("told-7");
        String other = jobs.submit("told-7");
        await().until(() ->
                jobs.state(job).equals("RUNNING") && jobs.state(other).equals("RUNNING"));
        String allocation = jobs.onlyAllocation(job);
        fallsSilent(agent);
        jobs.cancel(job);

        assertThat(
                        ask(
                                identity,
                                allocation,
                                jobs.onlyAllocation(other),
                                UUID.randomUUID().toString()))
                .as("what was cancelled, and what is not its own")
                .hasSize(2)
                .contains(allocation)
                .doesNotContain(jobs.onlyAllocation(other));
        assertThat(jobs.state(job)).isNotEqualTo("CANCELLED");

        tell(identity, end(allocation, TaskState.STOPPED).build());
        assertThat(jobs.state(job)).isEqualTo("CANCELLED");
    }

    private List<String> ask(AgentIdentity identity, String... allocations) {
        var asked = Testimony.newBuilder().setThrough("a peer");
        for (String allocation : allocations) {
            asked.addHeld(RunningCopy.newBuilder().setAllocationId(allocation).setEpoch(1));
        }
        ManagedChannel channel = identity.channel(door.port());
        try {
            return AgentLinkGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(10, TimeUnit.SECONDS)
                    .testify(asked.build())
                    .getEndList()
                    .stream()
                    .map(EndOrder::getAllocationId)
                    .toList();
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void aSuccessWhoseAgentDiedIsNotRunAgain() throws Exception {
        AgentIdentity identity = door.join("told-2", "host");
        FakeAgent agent = runs(identity, "told-2", "host");
        String job = jobs.submit("told-2");
        await().until(() -> jobs.state(job).equals("RUNNING"));
        agent.disconnect();

        tell(identity, end(jobs.onlyAllocation(job), TaskState.SUCCEEDED).setExitCode(0).build());

        assertThat(jobs.state(job)).isEqualTo("SUCCEEDED");
        assertThat(attempts(job)).containsExactly("1 SUCCEEDED");
    }

    @Test
    void whatTheHostDidSpendsNoRetry() throws Exception {
        for (String reason : List.of("AGENT_LOST", "NODE_FULL")) {
            String region = "told-" + reason.substring(0, 4).toLowerCase(Locale.ROOT);
            AgentIdentity identity = door.join(region, "host");
            FakeAgent agent = runs(identity, region, "host");
            String job = jobs.submit(region);
            await().until(() -> jobs.state(job).equals("RUNNING"));
            String allocation = jobs.onlyAllocation(job);
            agent.disconnect();

            tell(identity, end(allocation, TaskState.FAILED).setReason(reason).build());

            assertThat(attempts(job)).containsExactly("1 LOST");
            assertThat(retriesSpent(allocation)).isZero();
            assertThat(jobs.state(job)).isNotEqualTo("FAILED");
        }
    }

    @Test
    void aNodeThatSpeaksByItsGuardAloneTakesNoNewWork() throws Exception {
        AgentIdentity identity = door.join("told-3", "host");
        FakeAgent agent = runs(identity, "told-3", "host");
        NodeId node = NodeId.of(agent.nodeId());
        AllocationReport anything = end(UUID.randomUUID().toString(), TaskState.SUCCEEDED).build();
        agent.heartbeat();
        await().until(() -> !agent.heartbeatReplies().isEmpty());

        tell(identity, anything); // it was heard a moment ago
        assertThat(nodeState(node)).isEqualTo(NodeState.READY);
        fallsSilent(agent);
        tell(identity, anything);
        assertThat(nodeState(node)).isEqualTo(NodeState.SUSPECT);
    }

    @Test
    void aStolenCertificateTestifiesForNoOtherNode() throws Exception {
        FakeAgent honest = runs(door.join("told-4", "honest"), "told-4", "honest");
        String job = jobs.submit("told-4");
        await().until(() -> jobs.state(job).equals("RUNNING"));
        AgentIdentity thief = door.join("told-5", "thief");

        tell(thief, end(jobs.onlyAllocation(job), TaskState.FENCED).build());

        assertThat(attempts(job)).containsExactly("1 RUNNING");
        assertThat(honest.task(jobs.onlyAllocation(job))).matches(FakeTask::live);
    }

    @Test
    void nobodyTestifiesWithoutACertificateOrAboutWhatRuns() throws Exception {
        AgentIdentity real = door.join("told-6", "host");
        var bare = new AgentIdentity(real.nodeId(), real.keys(), null, real.authority());
        AllocationReport runs = end(UUID.randomUUID().toString(), TaskState.RUNNING).build();

        assertThatThrownBy(() -> tell(bare, runs)).satisfies(refused(Status.Code.UNAUTHENTICATED));
        assertThatThrownBy(() -> tell(real, runs)).satisfies(refused(Status.Code.INVALID_ARGUMENT));
        assertThatThrownBy(() -> tell(real, end("no id", TaskState.FENCED).build()))
                .satisfies(refused(Status.Code.INVALID_ARGUMENT));
    }

    private static java.util.function.Consumer<Throwable> refused(Status.Code code) {
        return failure ->
                assertThat(((StatusRuntimeException) failure).getStatus().getCode())
                        .isEqualTo(code);
    }

    /// Nine seconds ago.
    private void fallsSilent(FakeAgent agent) {
        agent.disconnect();
        jdbc.sql(
                        "update node_health set last_heard_at = now() - interval '9 s' where node_id = cast(:id as uuid)")
                .param("id", agent.nodeId())
                .update();
    }

    private void tell(AgentIdentity identity, AllocationReport report) {
        ManagedChannel channel = identity.channel(door.port());
        try {
            var _ =
                    AgentLinkGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(10, TimeUnit.SECONDS)
                            .testify(Testimony.newBuilder().addEnded(report).build());
        } finally {
            channel.shutdownNow();
        }
    }

    private static AllocationReport.Builder end(String allocation, TaskState state) {
        return AllocationReport.newBuilder()
                .setAllocationId(allocation)
                .setEpoch(1)
                .setState(state);
    }

    private FakeAgent runs(AgentIdentity identity, String region, String name) throws Exception {
        FakeAgent agent = door.agent(identity, region, name, _ -> new FakeTask.Runs());
        agent.welcome().get(60, TimeUnit.SECONDS);
        return agent;
    }

    private NodeState nodeState(NodeId node) {
        return fleet.node(node).orElseThrow().state();
    }

    private int retriesSpent(String allocation) {
        return jdbc.sql("select retries from allocations where id = cast(:id as uuid)")
                .param("id", allocation)
                .query(Integer.class)
                .single();
    }

    private List<String> attempts(String job) {
        return jdbc.sql(
                        """
                        select t.epoch || ' ' || t.state from attempts t join allocations a on a.id = t.allocation_id
                        where a.job_id = cast(:job as uuid) order by t.epoch\
                        """)
                .param("job", job)
                .query((row, _) -> row.getString(1))
                .list();
    }
}

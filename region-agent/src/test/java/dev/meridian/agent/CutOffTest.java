package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.link.Enrolment;
import dev.meridian.agent.link.HostPort;
import dev.meridian.agent.link.IdentityStore;
import dev.meridian.agent.link.JoinToken;
import dev.meridian.agent.link.PeerDoor;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// An agent loses its way to the control plane while a peer of its cluster keeps its own: what
/// ended is confirmed by way of that peer, by the agent or, when it is dead, by its guard.
@Execution(ExecutionMode.CONCURRENT)
class CutOffTest {
    @TempDir Path place;
    private TestControlPlane plane;
    private PeerDoor peer;
    private AgentProcess agent;

    @BeforeEach
    void start() throws Exception {
        plane = new TestControlPlane();
        Path home = place.resolve("peer");
        IdentityStore identities = new IdentityStore(home);
        var enrolment = new Enrolment(identities, new Enrolment.Wish("peer", "r", "c", ""));
        assertThat(enrolment.join(plane.address(), JoinToken.parse(plane.newToken())))
                .isInstanceOf(Enrolment.Result.Enrolled.class);
        peer = PeerDoor.open(home, "127.0.0.1", 0, identities);
        HostPort way = plane.otherDoor();
        peer.lend(() -> Optional.of(way));
        agent = new AgentProcess(plane, place.resolve("data"), List.of());
        await().until(() -> plane.hellos.size() == 1);
        plane.introduce(new HostPort("127.0.0.1", peer.port()));
        await().until(() -> Files.exists(place.resolve("data/guard/peers")));
    }

    @AfterEach
    void stop() throws Exception {
        plane.comeBack();
        agent.close();
        peer.close();
        plane.close();
    }

    private void run(String id, String policy) {
        plane.assign(
                Assignment.newBuilder()
                        .setAllocationId(id)
                        .setEpoch(7)
                        .setJobName("job")
                        .setDriver("process")
                        .addAllCommand(List.of("sleep", "300"))
                        .setCpuMillis(500)
                        .setMemoryMib(64)
                        .setGraceMillis(300)
                        .setDisconnectPolicy(policy)
                        .setLeaseMillis(3_000)
                        .build());
        await().until(() ->
                plane.reportsOf(id).stream().anyMatch(r -> r.getState() == TaskState.RUNNING));
    }

    private AllocationReport confirmed(String id) {
        await().until(() ->
                plane.testimony.stream().anyMatch(end -> end.getAllocationId().equals(id)));
        return plane.testimony.stream()
                .filter(end -> end.getAllocationId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatItFencedIsConfirmedAtOnceAndWhatRunsIsNot() throws Exception {
        run("fenced", "fence");
        run("kept", "keep");

        plane.goAway();

        AllocationReport end = confirmed("fenced");
        assertThat(end.getState()).isEqualTo(TaskState.FENCED);
        assertThat(end.getEpoch()).isEqualTo(7);
        assertThat(plane.through).allMatch(by -> by.equals("127.0.0.1:" + peer.port()));
        assertThat(plane.testimony).noneMatch(told -> told.getAllocationId().equals("kept"));
    }

    @Test
    void whatIsToEndIsEndedLongBeforeItsLeaseAndConfirmed() throws Exception {
        run("wanted", "keep");
        plane.endByPeer.add("wanted");

        plane.goAway();

        AllocationReport end = confirmed("wanted");
        assertThat(end.getState()).isEqualTo(TaskState.STOPPED);
        assertThat(end.getDetail()).isEqualTo("wanted elsewhere");
    }

    @Test
    void theGuardOfADeadAgentHasTheSameWay() throws Exception {
        run("fenced", "fence");

        agent.kill();
        plane.goAway();

        assertThat(confirmed("fenced").getState()).isEqualTo(TaskState.FENCED);
        assertThat(plane.through).allMatch(by -> by.equals("127.0.0.1:" + peer.port()));
    }
}

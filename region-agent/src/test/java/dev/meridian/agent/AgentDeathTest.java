package dev.meridian.agent;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// An agent in a process of its own is killed and stopped; a sink that every copy writes to twice a
/// second tells how long it lived.
@Execution(ExecutionMode.CONCURRENT)
class AgentDeathTest {
    private static final Duration LEASE = Duration.ofSeconds(3);

    /// K and the drift of clocks: no other copy is placed sooner after the lease.
    private static final Duration MARGIN = Duration.ofSeconds(6);

    @TempDir Path place;
    private TestControlPlane plane;
    private AgentProcess agent;

    @BeforeEach
    void start() throws Exception {
        plane = new TestControlPlane();
        agent = new AgentProcess(plane, place.resolve("data"), List.of());
        await().until(() -> plane.hellos.size() == 1);
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        plane.close();
    }

    private Path sink(String id) {
        return place.resolve("sink-" + id);
    }

    /// Writes (allocation, epoch, uptime) until the file `end-<id>` appears, whatever it is asked.
    private Assignment.Builder stubborn(String id) {
        String script =
                "trap '' TERM; while [ ! -f %1$s/end-%2$s ]; do read up _ </proc/uptime; echo $MERIDIAN_ALLOCATION_ID $MERIDIAN_EPOCH $up >>%3$s; sleep 0.4; done; exit 6"
                        .formatted(place, id, sink(id));
        return Assignment.newBuilder()
                .setAllocationId(id)
                .setEpoch(1)
                .setJobName("job")
                .setDriver("process")
                .addAllCommand(List.of("sh", "-c", script))
                .setCpuMillis(500)
                .setMemoryMib(64)
                .setGraceMillis(300)
                .setDisconnectPolicy("fence")
                .setLeaseMillis(LEASE.toMillis());
    }

    private void run(Assignment.Builder work) {
        plane.assign(work.build());
        await().until(() ->
                Files.exists(sink(work.getAllocationId()))
                        && states(work.getAllocationId()).contains(TaskState.RUNNING));
    }

    private List<TaskState> states(String id) {
        return plane.reportsOf(id).stream().map(AllocationReport::getState).toList();
    }

    private List<String> lines(String id) throws IOException {
        return Files.readAllLines(sink(id));
    }

    private Duration lastSign(String id) throws IOException {
        String[] last = lines(id).getLast().split(" ");
        return Duration.ofMillis((long) (Double.parseDouble(last[2]) * 1000));
    }

    private static Duration uptime() throws IOException {
        String up = Files.readString(Path.of("/proc/uptime")).split(" ")[0];
        return Duration.ofMillis((long) (Double.parseDouble(up) * 1000));
    }

    private Duration lastHeard() {
        return Duration.ofNanos(plane.heartbeats.getLast().getSentNanos());
    }

    private @Nullable AllocationReport told(String id) {
        return plane.testimony.stream()
                .filter(report -> report.getAllocationId().equals(id))
                .findFirst()
                .orElse(null);
    }

    private boolean ended(String id) {
        return Files.exists(place.resolve("data/allocations/" + id + "/1/exit"));
    }

    private void end(String id) throws IOException {
        Files.createFile(place.resolve("end-" + id));
    }

    @Test
    void aStoppedAgentsCopiesAreEndedInTime() throws Exception {
        run(stubborn("fence"));
        run(stubborn("keep").setDisconnectPolicy("keep"));
        run(stubborn("overlap").setDisconnectPolicy("overlap"));
        agent.signal("STOP");
        await().until(() -> ended("fence"));
        Duration lived = lastSign("fence").minus(lastHeard());
        assertThat(lived).isBetween(LEASE, LEASE.plus(MARGIN));
        assertThat(ended("keep") || ended("overlap")).isFalse();
        await().until(() -> told("fence") != null);
        plane.renewLeases = false;
        agent.signal("CONT");
        await().until(() -> plane.end("fence") != null);
        AllocationReport end = Objects.requireNonNull(plane.end("fence"));
        assertThat(end.getState()).isEqualTo(TaskState.FENCED);
        assertThat(end.getReason()).isEqualTo("LEASE_EXPIRED");
        end("keep");
        end("overlap");
        await().until(() -> plane.end("keep") != null && plane.end("overlap") != null);
        assertThat(requireNonNull(plane.end("keep")).getExitCode()).isEqualTo(6);
        assertThat(requireNonNull(plane.end("overlap")).getExitCode()).isEqualTo(6);
    }

    @Test
    void whatBecameOfAKilledAgentsCopiesIsToldByItsGuardAndByItsHeir() throws Exception {
        run(stubborn("fence"));
        run(stubborn("ends").setDisconnectPolicy("keep"));
        agent.kill();
        end("ends");
        await().until(() -> ended("fence"));
        assertThat(lastSign("fence").minus(lastHeard())).isBetween(LEASE, LEASE.plus(MARGIN));
        await().until(() -> told("fence") != null && told("ends") != null);
        assertThat(requireNonNull(told("fence")).getState()).isEqualTo(TaskState.FENCED);
        assertThat(requireNonNull(told("ends")).getExitCode()).isEqualTo(6);
        long guard = agent.guard(); // has nothing left to do
        await().until(() -> !AgentProcess.alive(guard));
        assertThat(plane.hellos).hasSize(1);
        agent.restart();
        await().until(() -> plane.end("fence") != null);
        assertThat(requireNonNull(plane.end("fence")).getState()).isEqualTo(TaskState.FENCED);
    }

    @Test
    void anAgentThatComesBackAdoptsWhatRunsAndReportsWhatEnded() throws Exception {
        Duration steady = Duration.ofMinutes(2);
        run(stubborn("runs").setLeaseMillis(steady.toMillis()));
        run(stubborn("ends").setLeaseMillis(steady.toMillis()));
        long guard = agent.guard();
        agent.kill();
        end("ends");
        await().until(() -> ended("ends"));
        agent.restart();
        await().until(() -> plane.end("ends") != null);
        assertThat(requireNonNull(plane.end("ends")).getExitCode()).isEqualTo(6);
        Duration back = uptime();
        await().until(() -> lastSign("runs").compareTo(back) > 0);
        assertThat(plane.end("runs")).isNull();
        await().until(() -> !AgentProcess.alive(guard));
        assertThat(AgentProcess.alive(agent.guard())).isTrue();
        end("runs");
        await().until(() -> plane.end("runs") != null);
        assertThat(requireNonNull(plane.end("runs")).getExitCode()).isEqualTo(6);
        assertThat(starts("runs") + starts("ends")).isEqualTo(2);
    }

    private long starts(String id) throws IOException {
        return states(id).stream().filter(TaskState.STARTING::equals).count();
    }

    @Test
    void aGuardThatIsKilledIsReplaced() throws Exception {
        run(stubborn("fence"));
        long guard = agent.guard();
        AgentProcess.signal("KILL", guard);
        await().until(() -> agent.guard() != guard && AgentProcess.alive(agent.guard()));
        agent.signal("STOP");
        await().until(() -> ended("fence"));
        assertThat(lastSign("fence").minus(lastHeard())).isBetween(LEASE, LEASE.plus(MARGIN));
    }

    @Test
    void anUpgradeDisturbsNothing() throws Exception {
        agent.signal("TERM");
        agent.waitFor();
        plane.goodbyes.clear();
        agent.restart(List.of(), "--on-stop=keep");
        await().until(() -> plane.hellos.size() == 2);
        run(stubborn("runs").setLeaseMillis(60_000));
        agent.signal("TERM");
        agent.waitFor();
        Duration gone = uptime();
        await().until(() -> lastSign("runs").compareTo(gone) > 0);
        assertThat(AgentProcess.alive(agent.guard())).isTrue();
        agent.restart();
        await().until(() -> plane.hellos.size() == 3);
        assertThat(plane.goodbyes).isEmpty();
        end("runs");
        await().until(() -> plane.end("runs") != null);
        assertThat(requireNonNull(plane.end("runs")).getExitCode()).isEqualTo(6);
        assertThat(starts("runs")).isOne();
    }

    @Test
    void anAgentThatLeavesInOrderTakesItsGuardAlong() throws Exception {
        long guard = agent.guard();
        agent.signal("TERM");
        agent.waitFor();
        await().until(() -> !AgentProcess.alive(guard));
    }
}

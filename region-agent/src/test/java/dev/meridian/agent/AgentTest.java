package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.link.JoinToken;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The whole agent with real processes against a control plane in this JVM, over mutual TLS.
@Execution(ExecutionMode.CONCURRENT)
class AgentTest {

    @TempDir Path dataDir;
    private TestControlPlane plane;
    private Agent agent;

    @BeforeEach
    void start() throws Exception {
        plane = new TestControlPlane();
        agent = Agent.start(settings(plane.newToken()));
        await().until(() -> plane.hellos.size() == 1);
    }

    @AfterEach
    void stop() throws Exception {
        agent.leave("the test is over");
        plane.close();
    }

    private AgentSettings settings(String token) {
        return new AgentSettings(
                List.of(plane.address()),
                "eu-west",
                "c1",
                "",
                dataDir,
                token.isEmpty() ? Optional.empty() : Optional.of(JoinToken.parse(token)),
                Map.of("zone", "a"),
                List.of("process"),
                "cpu=8,memory=32Gi",
                "H100:2",
                "host-1",
                "",
                List.of(),
                Optional.empty(),
                false,
                0);
    }

    private static Assignment.Builder shell(String id, String script) {
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
                .setLeaseMillis(60_000);
    }

    private AllocationReport endOf(String id) {
        await().until(() -> plane.end(id) != null);
        return Objects.requireNonNull(plane.end(id));
    }

    @Test
    void helloTellsWhatTheNodeIs() {
        var hello = plane.hellos.getFirst();
        assertThat(hello.getNodeName()).isEqualTo("host-1");
        assertThat(hello.getRegion()).isEqualTo("eu-west");
        assertThat(hello.getCapacity().getCpuMillis()).isEqualTo(8000);
        assertThat(hello.getCapacity().getMemoryMib()).isEqualTo(32768);
        assertThat(hello.getCapacity().getDeclared()).isTrue();
        assertThat(hello.getAcceleratorsList()).hasSize(2).allMatch(a -> a.getDeclared());
        assertThat(hello.getDriversList()).containsExactly("process");
        assertThat(hello.getAddress()).isEqualTo("127.0.0.1");
        assertThat(hello.getBootId()).isNotEmpty();
        assertThat(hello.getLabelsMap())
                .containsEntry("zone", "a")
                .containsEntry("gpu.model", "H100")
                .containsEntry("gpu.memory", "80Gi")
                .containsKeys("os", "arch", "hostname");
    }

    @Test
    void theKeyIsReadableByTheAgentAlone() throws Exception {
        assertThat(Files.getPosixFilePermissions(dataDir.resolve("identity/key.der")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aTaskRunsAndItsOutputIsThereWhenItsEndIsTold() {
        plane.assign(shell("a", "echo hello; exit 3").build());
        AllocationReport end = endOf("a");
        assertThat(end.getState()).isEqualTo(TaskState.FAILED);
        assertThat(end.getExitCode()).isEqualTo(3);
        assertThat(end.getReason()).isEqualTo("EXIT_CODE");
        assertThat(end.getStartedAtMillis()).isPositive();
        assertThat(plane.log("a", "stdout")).isEqualTo("hello\n");
        await().until(() -> !Files.exists(dataDir.resolve("allocations/a")));
    }

    @Test
    void outputArrivesWhileItRuns() {
        Assignment work =
                shell("live", "echo one; while [ ! -f go ]; do sleep 0.02; done; echo two").build();
        plane.assign(work);
        await().until(() -> plane.log("live", "stdout").equals("one\n"));
        await().until(() ->
                plane.reportsOf("live").stream().anyMatch(r -> r.getState() == TaskState.RUNNING));
        createFile(dataDir.resolve("allocations/live/1/work/go"));
        assertThat(endOf("live").getState()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(plane.log("live", "stdout")).isEqualTo("one\ntwo\n");
    }

    private static void createFile(Path file) {
        try {
            Files.createFile(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aStopIsCarriedOutAndReported() {
        Assignment work = shell("s", "echo up; sleep 60").build();
        plane.assign(work);
        await().until(() -> plane.log("s", "stdout").equals("up\n"));
        plane.assign(work.toBuilder().setStop(true).setStopReason("cancelled by ada").build());
        AllocationReport end = endOf("s");
        assertThat(end.getState()).isEqualTo(TaskState.STOPPED);
        assertThat(end.getDetail()).isEqualTo("cancelled by ada");
    }

    @Test
    void whatIsNoLongerAssignedIsStopped() {
        Assignment work = shell("w", "echo up; sleep 60").build();
        plane.assign(work);
        await().until(() -> plane.log("w", "stdout").equals("up\n"));
        plane.withdraw(work);
        assertThat(endOf("w").getState()).isEqualTo(TaskState.STOPPED);
    }

    @Test
    void aHigherEpochReplacesTheOlderCopy() {
        Assignment first = shell("e", "echo first; sleep 60").build();
        plane.assign(first);
        await().until(() -> plane.log("e", "stdout").equals("first\n"));
        plane.withdraw(first);
        plane.assign(shell("e", "exit 0").setEpoch(2).build());
        await().until(() ->
                plane.reportsOf("e").stream()
                        .anyMatch(r -> r.getEpoch() == 2 && r.getState() == TaskState.SUCCEEDED));
        List<TaskState> states =
                plane.reportsOf("e").stream().map(AllocationReport::getState).toList();
        assertThat(states.indexOf(TaskState.STOPPED))
                .isLessThan(states.indexOf(TaskState.SUCCEEDED));
    }

    @Test
    void whatRunsTooLongTimesOut() {
        plane.assign(shell("t", "sleep 60").setMaxRuntimeMillis(300).build());
        AllocationReport end = endOf("t");
        assertThat(end.getState()).isEqualTo(TaskState.FAILED);
        assertThat(end.getReason()).isEqualTo("TIMEOUT");
    }

    @Test
    void aLeaseThatNobodyRenewsEndsTheCopy() {
        plane.renewLeases = false;
        plane.assign(shell("f", "sleep 60").setLeaseMillis(1000).build());
        AllocationReport end = endOf("f");
        assertThat(end.getState()).isEqualTo(TaskState.FENCED);
        assertThat(end.getReason()).isEqualTo("LEASE_EXPIRED");
    }

    @Test
    void aRenewedLeaseLetsItRun() {
        plane.assign(shell("r", "sleep 7; exit 0").setLeaseMillis(3_000).build());
        assertThat(endOf("r").getState()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void aShortLeaseIsRenewedInTimeWhateverTheControlPlaneAsksForAndWhateverElseIsSent() {
        plane.heartbeatMillis = 60_000;
        plane.drop();
        await().until(() -> plane.hellos.size() == 2);
        for (int i = 0; i < 3; i++) {
            plane.assign(
                    shell("flood" + i, "head -c 9000000 /dev/zero")
                            .setLeaseMillis(3_600_000)
                            .build());
        }
        plane.assign(shell("short", "sleep 7; exit 0").setLeaseMillis(3_000).build());
        assertThat(endOf("short").getState()).isEqualTo(TaskState.SUCCEEDED);
        for (int i = 0; i < 3; i++) endOf("flood" + i);
    }

    @Test
    void outputThatNobodyStoresDoesNotStandBeforeHeartbeats() {
        plane.acknowledgeLogs = false;
        plane.assign(shell("unread", "head -c 9000000 /dev/zero; sleep 60").build());
        await().until(() -> plane.log("unread", "stdout").length() >= 8 << 16);
        int before = plane.heartbeats.size();
        await().until(() -> plane.heartbeats.size() > before + 3);
        // a window full, and another one whenever nothing was said of it for five seconds
        assertThat(plane.log("unread", "stdout").length()).isLessThan(9_000_000 / 2);
        plane.acknowledgeLogs = true;
    }

    @Test
    void anEndIsToldAgainUntilItIsAcknowledged() throws Exception {
        plane.acknowledgeReports = false;
        plane.assign(shell("again", "exit 5").build());
        await().until(() -> plane.end("again") != null);
        plane.drop();
        await().until(() -> plane.hellos.size() == 2);
        assertThat(plane.hellos.get(1).getHeldList())
                .anyMatch(
                        held -> held.getAllocationId().equals("again") && held.getExitCode() == 5);
        plane.acknowledgeReports = true;
        plane.drop();
        await().until(() -> !Files.exists(dataDir.resolve("allocations/again")));
    }

    @Test
    void aLostStreamLosesNoOutput() {
        plane.assign(
                shell(
                                "log",
                                "i=0; while [ $i -lt 300 ]; do echo line $i; i=$((i+1)); sleep 0.005; done")
                        .build());
        await().until(() -> plane.log("log", "stdout").contains("line 50\n"));
        plane.drop();
        await().until(() -> plane.log("log", "stdout").contains("line 150\n"));
        plane.drop();
        assertThat(endOf("log").getState()).isEqualTo(TaskState.SUCCEEDED);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 300; i++) all.append("line ").append(i).append('\n');
        await().until(() -> plane.log("log", "stdout").length() >= all.length());
        assertThat(plane.log("log", "stdout")).isEqualTo(all.toString());
    }

    @Test
    void workOutlivesAnAbsentControlPlane() throws Exception {
        plane.assign(
                shell("out", "echo up; while [ ! -f go ]; do sleep 0.02; done; exit 4").build());
        await().until(() -> plane.log("out", "stdout").equals("up\n"));
        plane.goAway();
        createFile(dataDir.resolve("allocations/out/1/work/go"));
        await().until(() -> Files.exists(dataDir.resolve("allocations/out/1/exit")));
        plane.comeBack();
        assertThat(endOf("out").getExitCode()).isEqualTo(4);
    }

    @Test
    void heartbeatsPassAFloodOfOutput() {
        for (int i = 0; i < 4; i++) {
            plane.assign(shell("flood" + i, "head -c 9000000 /dev/zero; sleep 60").build());
        }
        await().until(() -> plane.log("flood0", "stdout").length() > 1_000_000);
        int before = plane.heartbeats.size();
        await().until(() -> plane.heartbeats.size() > before + 3);
        for (int i = 0; i < 4; i++) {
            int n = i;
            await().until(() -> plane.log("flood" + n, "stdout").length() == 9_000_000);
        }
    }

    @Test
    void hostAndAllocationAreMeasured() {
        plane.assign(shell("m", "while :; do :; done").build());
        await().until(() ->
                plane.samples.stream()
                        .anyMatch(s ->
                                s.getMetric().equals("cpu.used")
                                        && s.getAllocationId().equals("m")
                                        && s.getValue() > 0.1));
        assertThat(plane.samples)
                .anyMatch(s ->
                        s.getMetric().equals("memory.used")
                                && s.getAllocationId().isEmpty()
                                && s.getValue() > 100);
        assertThat(plane.samples)
                .anyMatch(s -> s.getMetric().equals("disk.used") && s.getValue() > 0);
    }

    @Test
    void aStoppedAgentEndsItsWorkAndSaysGoodbye() throws Exception {
        plane.assign(shell("bye", "echo up; sleep 60").build());
        await().until(() -> plane.log("bye", "stdout").equals("up\n"));
        agent.leave("maintenance");
        assertThat(Objects.requireNonNull(plane.end("bye")).getState())
                .isEqualTo(TaskState.STOPPED);
        await().until(() -> plane.goodbyes.contains("maintenance"));
    }

    @Test
    void aCrashedAgentTakesOverWhatStillRuns() throws Exception {
        plane.assign(
                shell("adopt", "echo up; while [ ! -f go ]; do sleep 0.02; done; echo end; exit 6")
                        .build());
        plane.assign(shell("ended", "exit 8").build());
        await().until(() -> plane.log("adopt", "stdout").equals("up\n"));
        endOf("ended");
        agent.close(); // as abrupt as one JVM allows: nothing is stopped
        agent = Agent.start(settings(""));
        await().until(() -> plane.hellos.size() == 2);
        assertThat(plane.end("adopt")).isNull();
        createFile(dataDir.resolve("allocations/adopt/1/work/go"));
        assertThat(endOf("adopt").getExitCode()).isEqualTo(6);
        assertThat(plane.log("adopt", "stdout")).isEqualTo("up\nend\n");
    }

    @Test
    void outputThatFloodsWhileTheAgentIsGoneArrivesWithItsEnd() throws Exception {
        plane.assign(
                shell("rot", "echo up; while [ ! -f go ]; do sleep 0.02; done; seq 1 100000")
                        .setLogLimitBytes(64 << 10)
                        .build());
        await().until(() -> plane.log("rot", "stdout").equals("up\n"));
        agent.close();
        createFile(dataDir.resolve("allocations/rot/1/work/go"));
        await().until(() -> Files.exists(dataDir.resolve("allocations/rot/1/exit")));
        agent = Agent.start(settings(""));
        endOf("rot");
        await().until(() -> plane.log("rot", "stdout").endsWith("\n99999\n100000\n"));
        assertThat(plane.log("rot", "stdout"))
                .startsWith("up\n1\n2\n")
                .contains(" bytes left out here]\n")
                .hasSizeLessThanOrEqualTo(64 << 10);
        await().until(() -> !Files.exists(dataDir.resolve("allocations/rot")));
    }
}

package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.LocalRestart;
import dev.meridian.agent.protocol.RestartTerms;
import dev.meridian.agent.protocol.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Work at the edge, of the policy `keep`: its agent looks after it alone while no control plane
/// can be asked, and tells later what it did.
@Execution(ExecutionMode.CONCURRENT)
class EdgeTest {
    /// Longer than the silence after which an agent knows that it is alone.
    private static final Duration ALONE = Duration.ofSeconds(6);

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

    /// Each run writes a line, and ends with 3 when the file of its number is there.
    private void run(String id, int retriesLeft) {
        String script =
                "cd %s; echo run >>runs; n=$(wc -l <runs); echo out-$n; while [ ! -e end-$n ]; do sleep 0.1; done; exit 3"
                        .formatted(place);
        plane.assign(
                Assignment.newBuilder()
                        .setAllocationId(id)
                        .setEpoch(1)
                        .setJobName("job")
                        .setDriver("process")
                        .addAllCommand(List.of("sh", "-c", script))
                        .setCpuMillis(500)
                        .setMemoryMib(64)
                        .setGraceMillis(300)
                        .setDisconnectPolicy("keep")
                        .setLeaseMillis(3_000)
                        .setRestart(
                                RestartTerms.newBuilder()
                                        .setLeft(retriesLeft)
                                        .setSpent(1)
                                        .setBackoffMillis(500)
                                        .setLongestMillis(600_000))
                        .build());
        await().until(() ->
                plane.reportsOf(id).stream().anyMatch(r -> r.getState() == TaskState.RUNNING));
    }

    private void endRun(int number) throws IOException {
        Files.createFile(place.resolve("end-" + number));
    }

    private long runs() throws IOException {
        return Files.readAllLines(place.resolve("runs")).size();
    }

    private void alone() throws Exception {
        plane.goAway();
        await().pollDelay(ALONE).until(() -> true);
    }

    @Test
    void whatFailsIsBegunAgainAndToldInOrder() throws Exception {
        run("kept", 5);
        alone();
        endRun(1);
        await().until(() -> runs() == 2);
        endRun(2);
        await().until(() -> runs() == 3);
        assertThat(plane.end("kept")).isNull();

        plane.comeBack();

        await().until(() ->
                plane.reportsOf("kept").stream()
                        .anyMatch(r ->
                                r.getRestartsCount() == 2 && r.getState() == TaskState.RUNNING));
        endRun(3);
        await().until(() -> plane.end("kept") != null);
        AllocationReport end = Objects.requireNonNull(plane.end("kept"));
        assertThat(end.getState()).isEqualTo(TaskState.FAILED);
        assertThat(end.getRestartsList())
                .extracting(LocalRestart::getRetries)
                .containsExactly(2, 3);
        assertThat(end.getRestartsList()).extracting(LocalRestart::getExitCode).containsOnly(3);
        assertThat(end.getRestarts(0).getEndedAtMillis())
                .isLessThanOrEqualTo(end.getRestarts(1).getStartedAtMillis());
        assertThat(runs()).as("asked again, the control plane decides").isEqualTo(3);
        await().until(() -> plane.log("kept", "stdout").equals("out-1\nout-2\nout-3\n"));
    }

    @Test
    void retriesThatAreSpentAreNotSpentAgain() throws Exception {
        run("kept", 1);
        alone();
        endRun(1);
        await().until(() -> runs() == 2);
        endRun(2);
        await().until(() -> Files.exists(place.resolve("data/allocations/kept/1/exit")));

        plane.comeBack();

        await().until(() -> plane.end("kept") != null);
        assertThat(Objects.requireNonNull(plane.end("kept")).getRestartsCount()).isOne();
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void anAgentThatComesBackAloneTakesUpWhatWasLostWithIt() throws Exception {
        run("kept", 5);
        plane.goAway();
        long shim = Long.parseLong(word("data/allocations/kept/1/shim"));
        long task = Long.parseLong(word("data/allocations/kept/1/task"));
        agent.kill();
        AgentProcess.signal("KILL", shim);
        AgentProcess.signal("KILL", task);

        agent.restart();

        await().until(() -> runs() == 2);
        plane.comeBack();
        await().until(() ->
                plane.reportsOf("kept").stream().anyMatch(r -> r.getRestartsCount() == 1));
        assertThat(plane.end("kept")).isNull();
    }

    private String word(String file) throws IOException {
        return Files.readString(place.resolve(file)).strip().split(" ")[0];
    }
}

package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.link.JoinToken;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.CheckpointStore;
import dev.meridian.agent.protocol.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole agent and a project's store: what is told of a task's state, and when.
class AgentStateTest {
    @TempDir Path place;
    private TestControlPlane plane;
    private Agent agent;

    @BeforeEach
    void start() throws Exception {
        plane = new TestControlPlane();
        Files.createDirectories(place.resolve("store"));
        agent =
                Agent.start(
                        new AgentSettings(
                                List.of(plane.address()),
                                "eu-west",
                                "c1",
                                "",
                                place.resolve("data"),
                                Optional.of(JoinToken.parse(plane.newToken())),
                                Map.of(),
                                List.of("process"),
                                "cpu=8,memory=32Gi",
                                "",
                                "host-1",
                                "",
                                List.of(),
                                Optional.empty(),
                                false,
                                0));
        await().until(() -> plane.hellos.size() == 1);
    }

    @AfterEach
    void stop() throws Exception {
        agent.leave("the test is over");
        plane.close();
    }

    private Assignment.Builder shell(String id, int epoch, String script) {
        return Assignment.newBuilder()
                .setAllocationId(id)
                .setEpoch(epoch)
                .setJobName("job")
                .setDriver("process")
                .addAllCommand(List.of("sh", "-c", "cd $MERIDIAN_CHECKPOINT_DIR; " + script))
                .setCpuMillis(500)
                .setMemoryMib(64)
                .setGraceMillis(300)
                .setDisconnectPolicy("fence")
                .setLeaseMillis(60_000)
                .setCheckpointPath("/ckpt")
                .setCheckpointKey("default/job/main/" + id)
                .setCheckpointStore(
                        CheckpointStore.newBuilder()
                                .setUri("file:" + place.resolve("store"))
                                .setEveryMillis(3_600_000));
    }

    private AllocationReport endOf(String id) {
        await().until(() -> plane.end(id) != null);
        return Objects.requireNonNull(plane.end(id));
    }

    private boolean marked(String id, String generation) {
        return Files.exists(place.resolve("store/default/job/main/" + id + "/marks/" + generation));
    }

    @Test
    void whoIsToldOfTheEndFindsTheLastState() throws IOException {
        Assignment work = shell("s", 1, "echo 7 >n; echo up; sleep 60").build();
        plane.assign(work);
        await().until(() -> plane.log("s", "stdout").equals("up\n"));
        assertThat(marked("s", "000000001-000000001")).isFalse();
        plane.assign(work.toBuilder().setStop(true).build());

        AllocationReport end = endOf("s");

        assertThat(end.getState()).isEqualTo(TaskState.STOPPED);
        assertThat(end.getCheckpoint().getGeneration()).isEqualTo("1-1");
        assertThat(end.getCheckpoint().getBytes()).isEqualTo(2);
        assertThat(marked("s", "000000001-000000001")).isTrue();

        plane.assign(shell("s", 2, "exit $(cat n)").build());
        await().until(() ->
                plane.reportsOf("s").stream()
                        .anyMatch(r ->
                                r.getEpoch() == 2
                                        && r.getExitCode() == 7
                                        && r.getCheckpoint().getRestored().equals("1-1")));
    }

    @Test
    void aSuccessIsToldAndItsStateKeptAllTheSame() {
        plane.assign(shell("o", 1, "echo 7 >n").build());
        assertThat(endOf("o").getState()).isEqualTo(TaskState.SUCCEEDED);
        await().until(() -> marked("o", "000000001-000000001"));
        await().until(() ->
                plane.reportsOf("o").stream()
                        .anyMatch(r -> r.getCheckpoint().getGeneration().equals("1-1")));
        await().until(() -> !Files.exists(place.resolve("data/allocations/o")));
    }

    @Test
    void whatCannotBeFetchedIsNotStarted() {
        Assignment.Builder work = shell("f", 1, "echo ran");
        work.getCheckpointStoreBuilder().setUri("file:/no/such/store");
        plane.assign(work.build());
        AllocationReport end = endOf("f");
        assertThat(end.getState()).isEqualTo(TaskState.FAILED);
        assertThat(end.getReason()).isEqualTo("CHECKPOINT_FAILED");
        assertThat(end.getDetail()).contains("/no/such/store");
        assertThat(end.getCheckpoint().getRestoring()).isFalse();
        assertThat(plane.log("f", "stdout")).isEmpty();
    }
}

package dev.meridian.agent;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.TaskState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The agent on a host that was restarted, and on one whose disk is full: each in a mount namespace
/// of its own.
class OddHostTest {
    private static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";

    @TempDir Path place;
    private TestControlPlane plane;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt")
                                .start()
                                .waitFor()
                        == 0,
                "needs root, to mount in a namespace of its own");
        plane = new TestControlPlane();
    }

    @AfterEach
    void stop() throws Exception {
        if (plane != null) plane.close();
    }

    private List<String> booted() throws IOException {
        Path file = Files.writeString(place.resolve("boot_id"), UUID.randomUUID() + "\n");
        String mount = "mount --bind %s %s && exec \"$@\"".formatted(file, BOOT_ID);
        return List.of("unshare", "-m", "sh", "-c", mount, "sh");
    }

    private Assignment.Builder work(String id, String script) {
        return Assignment.newBuilder()
                .setAllocationId(id)
                .setEpoch(1)
                .setDriver("process")
                .addAllCommand(List.of("sh", "-c", script))
                .setCpuMillis(500)
                .setMemoryMib(64)
                .setGraceMillis(300)
                .setDisconnectPolicy("fence")
                .setLeaseMillis(60_000);
    }

    private boolean started(String id) {
        return plane.reportsOf(id).stream().anyMatch(r -> r.getState() == TaskState.RUNNING);
    }

    /// The processes of this test live on over the restart that it pretends, as other processes
    /// with the same numbers would: none of them may be taken for the agent's, nor ended by it.
    @Test
    void afterARestartOfTheHostNothingOfBeforeIsAlive() throws Exception {
        Path data = place.resolve("data");
        Path go = place.resolve("go");
        try (AgentProcess agent = new AgentProcess(plane, data, booted())) {
            String wait = "while [ ! -f " + go + " ]; do sleep 0.05; done; exit 6";
            plane.assign(work("ended", wait).build());
            plane.assign(work("ran", "unset MERIDIAN_EPOCH; exec sleep 30").build());
            await().until(() -> started("ran") && started("ended"));
            String boot = plane.hellos.getFirst().getBootId();
            agent.kill();
            Files.createFile(go);
            await().until(() -> Files.exists(data.resolve("allocations/ended/1/exit")));
            String[] task =
                    Files.readString(data.resolve("allocations/ran/1/task")).strip().split(" ");
            forgetGroups(data);

            agent.restart(booted());
            await().until(() -> plane.end("ran") != null && plane.end("ended") != null);
            assertThat(plane.hellos.getLast().getBootId()).isNotEqualTo(boot);
            assertThat(requireNonNull(plane.end("ended")).getExitCode()).isEqualTo(6);
            assertThat(requireNonNull(plane.end("ran")).getReason()).isEqualTo("AGENT_LOST");
            assertThat(requireNonNull(plane.end("ran")).getDetail()).contains("restarted");
            assertThat(AgentProcess.alive(Long.parseLong(task[0]))).isTrue();
            AgentProcess.signal("KILL", Long.parseLong(task[0]));
        }
    }

    /// A restart empties the control groups; here their members move out.
    private static void forgetGroups(Path data) throws IOException {
        Path group = Path.of(Files.readAllLines(data.resolve("allocations/ran/1/group")).get(1));
        Path own = requireNonNull(group.getParent());
        Path family = requireNonNull(own.getParent());
        String name = family.getFileName() + "/" + own.getFileName();
        for (String hierarchy : List.of("", "unified", "memory", "cpu", "cpuacct", "pids")) {
            Path root = Path.of("/sys/fs/cgroup", hierarchy);
            Path found = ownGroup(root, name);
            if (found == null) continue;
            for (String pid : Files.readAllLines(found.resolve("cgroup.procs"))) {
                Files.writeString(root.resolve("cgroup.procs"), pid);
            }
        }
    }

    private static @Nullable Path ownGroup(Path root, String name) throws IOException {
        if (!Files.isDirectory(root)) return null;
        try (var all = Files.walk(root, 6)) {
            return all.filter(path -> path.endsWith(name)).findFirst().orElse(null);
        }
    }

    @Test
    void aFullDiskFencesNothingAndForgetsNothing() throws Exception {
        Path data = Files.createDirectory(place.resolve("data"));
        String mount = "mount -t tmpfs -o size=3m,mode=700 none %s && exec \"$@\"".formatted(data);
        List<String> small = List.of("unshare", "-m", "sh", "-c", mount, "sh");
        try (AgentProcess agent = new AgentProcess(plane, data, small)) {
            Path go = place.resolve("go");
            String wait = "while [ ! -f " + go + " ]; do sleep 0.05; done; exit 6";
            plane.assign(work("runs", wait).setLeaseMillis(3_000).build());
            await().until(() -> started("runs"));
            Path filler = agent.seen("filler");
            fill(filler);

            int beats = plane.heartbeats.size();
            await().until(() -> plane.heartbeats.size() > beats + 25);
            assertThat(plane.end("runs")).as("renewed on a full disk").isNull();
            plane.assign(work("late", "true").build());
            await().until(() -> plane.end("late") != null);
            assertThat(Objects.requireNonNull(plane.end("late")).getReason())
                    .isEqualTo("NODE_FULL");
            Files.createFile(go);
            await().until(() -> plane.end("runs") != null);
            assertThat(requireNonNull(plane.end("runs")).getExitCode()).isEqualTo(6);

            Files.delete(filler);
            await().until(() -> !Files.exists(agent.seen("allocations/runs")));
            plane.assign(work("after", "exit 0").build());
            await().until(() -> plane.end("after") != null);
            assertThat(requireNonNull(plane.end("after")).getState())
                    .isEqualTo(TaskState.SUCCEEDED);
        }
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) out.write(block);
        } catch (IOException _) {
            // full: also the last page that the block did not fill
        }
        for (int i = 0; i < 4; i++) {
            try {
                Files.write(file.resolveSibling("filler" + i), block);
            } catch (IOException _) {
                return;
            }
        }
    }
}

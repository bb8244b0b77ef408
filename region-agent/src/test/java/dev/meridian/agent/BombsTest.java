package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tasks that take whatever they can get: the agent lives, says what happened, and serves others.
class BombsTest {
    private static final long LIMIT = 1 << 20;
    private static final long MOST_GROWTH_KIB = 50 << 10;

    @TempDir Path place;
    private TestControlPlane plane;
    private AgentProcess agent;

    @BeforeEach
    void start() throws Exception {
        plane = new TestControlPlane();
        agent = new AgentProcess(plane, place.resolve("data"), List.of());
        runs("first");
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        plane.close();
    }

    private static Assignment.Builder work(String id, String script) {
        return Assignment.newBuilder()
                .setAllocationId(id)
                .setEpoch(1)
                .setDriver("process")
                .addAllCommand(List.of("sh", "-c", script))
                .setCpuMillis(500)
                .setMemoryMib(64)
                .setGraceMillis(300)
                .setLogLimitBytes(LIMIT)
                .setDisconnectPolicy("keep");
    }

    private AllocationReport endOf(String id) {
        await().until(() -> plane.end(id) != null);
        return Objects.requireNonNull(plane.end(id));
    }

    /// Another task is served.
    private void runs(String id) {
        plane.assign(work(id, "echo fine").build());
        assertThat(endOf(id).getState()).isEqualTo(TaskState.SUCCEEDED);
    }

    private boolean runsNow(String id) {
        return plane.reportsOf(id).stream().anyMatch(r -> r.getState() == TaskState.RUNNING);
    }

    private boolean limited() {
        return Stream.of("/sys/fs/cgroup/pids", "/sys/fs/cgroup/cgroup.subtree_control")
                .map(Path::of)
                .anyMatch(Files::isWritable);
    }

    private long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + agent.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private long outputBytes(String id) {
        try (Stream<Path> files = Files.list(place.resolve("data/allocations/" + id + "/1"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("std"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aFloodOfOutputFillsNoDiskAlsoWhileTheAgentIsDead() throws Exception {
        long before = residentKib();
        plane.assign(work("flood", "yes the same again and again").build());
        await().until(() -> Files.exists(place.resolve("data/allocations/flood/1/stdout.tail.1")));
        runs("beside");
        assertThat(residentKib()).isLessThan(before + MOST_GROWTH_KIB);
        assertThat(outputBytes("flood")).isLessThan(2 * LIMIT);
        agent.kill();
        for (int look = 0; look < 10; look++) {
            await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            assertThat(outputBytes("flood")).isLessThan(2 * LIMIT);
        }
        agent.restart();
        await().until(() -> plane.hellos.size() == 2);
        runs("after");
        plane.assign(work("flood", "").setStop(true).build());
        assertThat(endOf("flood").getState()).isEqualTo(TaskState.STOPPED);
        await().until(() -> plane.log("flood", "stdout").contains(" bytes left out here]"));
        assertThat(plane.log("flood", "stdout").length()).isLessThanOrEqualTo((int) LIMIT);
    }

    @Test
    void aBombOfProcessesHarmsNobodyElse() throws Exception {
        assumeTrue(limited(), "needs control groups that this user may write");
        String nap = "sleep " + (100_000 + Math.floorMod(System.nanoTime(), 800_000));
        Assignment bomb = work("bomb", "while :; do %s & done".formatted(nap)).build();
        plane.assign(bomb);
        await().until(() -> runsNow("bomb"));
        runs("beside");
        plane.withdraw(bomb);
        AllocationReport end = endOf("bomb");
        assertThat(end.getReason()).isIn("STOPPED", "OOM", "EXIT_CODE");
        assertThat(OrdinaryUser.processes(nap)).isZero();
        runs("after");
    }

    @Test
    void aBombOfMemoryIsToldAndGoesFirst() throws Exception {
        plane.assign(work("patient", "cat /proc/self/oom_score_adj; exec sleep 600").build());
        await().until(() -> plane.log("patient", "stdout").equals("500\n"));
        plane.assign(work("memory", "exec tail /dev/zero").build());
        AllocationReport end = endOf("memory");
        assertThat(end.getReason()).isEqualTo("OOM");
        assertThat(end.getDetail()).contains("64 MiB");
        assertThat(end.getPeakMemoryMib()).isBetween(32L, 4096L);
        assertThat(agent.said()).contains("memory.1: OOM");
        assertThat(plane.end("patient")).isNull();
        runs("after");
    }
}

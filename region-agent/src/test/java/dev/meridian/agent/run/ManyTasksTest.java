package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.journal.Journal;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.DesiredState;
import dev.meridian.agent.protocol.LogAck;
import dev.meridian.agent.protocol.LogChunk;
import dev.meridian.agent.protocol.ReportAck;
import dev.meridian.agent.protocol.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Short tasks leave nothing behind. `-Dmeridian.many=10000` runs more of them.
class ManyTasksTest {
    private static final int TASKS = Integer.getInteger("meridian.many", 1_000);
    private static final int AT_ONCE = 50;
    private static final long MOST_HEAP_GROWTH = 24L << 20;

    @TempDir Path dataDir;
    private final Map<String, AllocationReport> ends = new ConcurrentHashMap<>();
    private final Outputs outputs = new Outputs();
    private Host host;
    private Journal journal;
    private Supervisor supervisor;
    private long revision;

    @BeforeEach
    void start() throws Exception {
        host = Host.limited(dataDir);
        journal = Journal.open(dataDir);
        supervisor =
                new Supervisor(
                        host.tasks,
                        journal,
                        new Leases(dataDir, "boot", () -> {}),
                        outputs,
                        this::reported,
                        InstantSource.system(),
                        System::nanoTime);
    }

    @AfterEach
    void stop() throws Exception {
        journal.close();
        host.tasks.close();
    }

    private void reported(AllocationReport report) {
        if (report.getState().getNumber() > TaskState.RUNNING_VALUE) {
            ends.put(report.getAllocationId(), report);
        }
    }

    private record Remains(long processes, long handles, long threads, long heap, long groups) {}

    private Remains remains() throws IOException {
        System.gc();
        Runtime memory = Runtime.getRuntime();
        return new Remains(
                ProcessHandle.current().descendants().count(),
                entries(Path.of("/proc/self/fd")),
                entries(Path.of("/proc/self/task")),
                memory.totalMemory() - memory.freeMemory(),
                groups());
    }

    private static long entries(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    private static long groups() throws IOException {
        String family = "meridian-test-" + ProcessHandle.current().pid();
        try (Stream<Path> all =
                Files.find(
                        Path.of("/sys/fs/cgroup"),
                        8,
                        (path, _) -> String.valueOf(path.getParent()).endsWith(family))) {
            return all.filter(Files::isDirectory).count();
        } catch (java.io.UncheckedIOException _) {
            return -1; // others' groups come and go
        }
    }

    @Test
    void theyLeaveNothingBehind() throws Exception {
        boolean sandboxed = SandboxCheck.obstacle().isEmpty();
        batch(0, 2 * AT_ONCE, sandboxed);
        Remains before = remains();
        long began = System.nanoTime();
        for (int first = 2 * AT_ONCE; first < TASKS; first += AT_ONCE) {
            batch(first, Math.min(AT_ONCE, TASKS - first), sandboxed);
        }
        Remains after = remains();
        System.out.printf(
                Locale.ROOT,
                "%d tasks in %.1f s; before %s, after %s%n",
                TASKS,
                (System.nanoTime() - began) / 1e9,
                before,
                after);
        assertThat(entries(dataDir.resolve("allocations"))).isZero();
        assertThat(after.groups()).isLessThanOrEqualTo(0);
        assertThat(after.processes()).isLessThanOrEqualTo(before.processes());
        assertThat(after.handles()).isLessThanOrEqualTo(before.handles() + 5);
        assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 10);
        assertThat(after.heap()).isLessThan(before.heap() + MOST_HEAP_GROWTH);
        assertThat(dataDir.resolve("journal").toFile().length()).isLessThan(8 << 20);
    }

    private void batch(int first, int count, boolean sandboxed) {
        List<Assignment> work = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            String[] command =
                    i % 10 == 0 ? new String[] {"echo", "hello " + i} : new String[] {"true"};
            work.add(
                    (sandboxed && i % 2 == 0
                                    ? Work.sandbox("many" + i, command)
                                    : Work.process("many" + i, command))
                            .build());
        }
        supervisor.desired(
                DesiredState.newBuilder().setRevision(++revision).addAllAssignments(work).build(),
                System.nanoTime());
        await().atMost(Duration.ofMinutes(2)).until(() -> ends.size() == count);
        assertThat(ends.values())
                .filteredOn(end -> end.getState() != TaskState.SUCCEEDED)
                .isEmpty();
        deliver();
        ends.values()
                .forEach(end ->
                        supervisor.acknowledged(
                                ReportAck.newBuilder()
                                        .setAllocationId(end.getAllocationId())
                                        .setEpoch(end.getEpoch())
                                        .setSeq(end.getSeq())
                                        .build()));
        ends.clear();
        await().until(() -> {
            supervisor.tick();
            return supervisor.held().isEmpty() && entries(dataDir.resolve("allocations")) == 0;
        });
    }

    private void deliver() {
        for (Optional<LogChunk> next = outputs.next(); next.isPresent(); next = outputs.next()) {
            LogChunk chunk = next.get();
            assertThat(chunk.getData().toStringUtf8()).startsWith("hello ");
            outputs.acknowledged(
                    LogAck.newBuilder()
                            .setAllocationId(chunk.getAllocationId())
                            .setEpoch(chunk.getEpoch())
                            .setStream(chunk.getStream())
                            .setOffset(chunk.getOffset() + chunk.getData().size())
                            .build());
        }
    }
}

package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.journal.Journal;
import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.DesiredState;
import dev.meridian.agent.protocol.ReportAck;
import dev.meridian.agent.protocol.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an agent that comes back makes of what it left, and what the supervisor does as time
/// passes.
class RecoveryTest {
    @TempDir Path dataDir;
    private final String nap = Host.seconds();
    private final List<AllocationReport> reports = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong(1_000_000_000L);

    private Supervisor supervisor() throws Exception {
        return supervisor(Journal.open(dataDir), InstantSource.system());
    }

    private Supervisor supervisor(Journal journal, InstantSource clock) throws Exception {
        return new Supervisor(
                Host.limited(dataDir).tasks,
                journal,
                new Leases(dataDir, "boot-1", () -> {}),
                new Outputs(),
                reports::add,
                clock,
                nanos::get);
    }

    private static DesiredState desired(Assignment... assignments) {
        return DesiredState.newBuilder()
                .setRevision(1)
                .addAllAssignments(List.of(assignments))
                .build();
    }

    private boolean reported(TaskState state) {
        return reports.stream().anyMatch(report -> report.getState() == state);
    }

    @Test
    void anEndThatWasNeverAcknowledgedIsToldAgain() throws Exception {
        supervisor().desired(desired(Work.shell("a", "exit 7").build()), nanos.get());
        await().until(() -> reported(TaskState.FAILED));
        reports.clear();
        Supervisor heir = supervisor();
        heir.recover();
        assertThat(reports).singleElement().matches(report -> report.getExitCode() == 7);
        assertThat(heir.held()).hasSize(1);
    }

    @Test
    void anExitCodeThatNobodyWaitedForIsFound() throws Exception {
        supervisor()
                .desired(
                        desired(
                                Work.shell("b", "while [ ! -f go ]; do sleep 0.02; done; exit 6")
                                        .build()),
                        nanos.get());
        await().until(() -> reported(TaskState.RUNNING));
        // the journal of the heir is a copy of this moment: the end is not yet in it
        byte[] moment = Files.readAllBytes(dataDir.resolve("journal"));
        Files.createFile(dataDir.resolve("allocations/b/1/work/go"));
        await().until(() -> reported(TaskState.FAILED));
        Files.write(dataDir.resolve("journal"), moment);
        reports.clear();
        supervisor().recover();
        await().until(() ->
                reports.stream()
                        .anyMatch(r -> r.getState() == TaskState.FAILED && r.getExitCode() == 6));
    }

    @Test
    void workWhoseShimDiedIsKilledAndReportedAsLost() throws Exception {
        Host host = Host.limited(dataDir);
        Assignment.Builder work = Work.shell("c", "sleep " + nap + "; sleep " + nap);
        Journal journal = Journal.open(dataDir);
        journal.assigned(work.build());
        host.start(work);
        await().until(() -> Host.processes("sleep " + nap) == 1);
        ProcessIdentity shim = ProcessIdentity.read(host.folder(work).shim()).orElseThrow();
        assertThat(ProcessHandle.of(shim.pid()).orElseThrow().destroyForcibly()).isTrue();
        await().until(() -> !shim.alive());
        supervisor().recover();
        await().until(() ->
                reports.stream().anyMatch(r -> r.getReason().equals(Verdict.AGENT_LOST)));
        assertThat(Host.processes("sleep " + nap)).isZero();
    }

    @Test
    void aReusedProcessNumberIsNotTakenForOurs() throws Exception {
        long pid = ProcessHandle.current().pid();
        assertThat(new ProcessIdentity(pid, 1).alive()).isFalse();
        assertThat(new ProcessIdentity(pid, ProcessStat.of(pid).orElseThrow().startTicks()).alive())
                .isTrue();
    }

    @Test
    void anHeirFencesWhatLostItsLeaseMeanwhile() throws Exception {
        Assignment work =
                Work.shell("d", "sleep 60")
                        .setDisconnectPolicy("fence")
                        .setLeaseMillis(10_000)
                        .build();
        supervisor().desired(desired(work), nanos.get());
        await().until(() -> reported(TaskState.RUNNING));
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        Supervisor heir = supervisor();
        heir.recover();
        heir.tick();
        await().until(() -> reported(TaskState.FENCED));
    }

    @Test
    void workThatMayRunOnIsNotFenced() throws Exception {
        Assignment work =
                Work.shell("e", "sleep 60")
                        .setDisconnectPolicy("keep")
                        .setLeaseMillis(10_000)
                        .build();
        Supervisor supervisor = supervisor();
        supervisor.desired(desired(work), nanos.get());
        await().until(() -> reported(TaskState.RUNNING));
        nanos.addAndGet(Duration.ofDays(1).toNanos());
        supervisor.tick();
        supervisor.leave("done", Duration.ofSeconds(5));
        assertThat(reported(TaskState.FENCED)).isFalse();
        assertThat(reported(TaskState.STOPPED)).isTrue();
    }

    @Test
    void anOlderRevisionIsIgnored() throws Exception {
        Supervisor supervisor = supervisor();
        Assignment work = Work.shell("f", "sleep 60").build();
        supervisor.desired(desired(work).toBuilder().setRevision(5).build(), nanos.get());
        supervisor.desired(desired().toBuilder().setRevision(4).build(), nanos.get());
        await().until(() -> reported(TaskState.RUNNING));
        assertThat(reported(TaskState.STOPPED)).isFalse();
        supervisor.leave("done", Duration.ofSeconds(5));
    }

    @Test
    void withoutControlGroupsTheAgentWatchesMemoryItself() throws Exception {
        Supervisor supervisor =
                new Supervisor(
                        Host.unlimited(dataDir).tasks,
                        Journal.open(dataDir),
                        new Leases(dataDir, "boot-1", () -> {}),
                        new Outputs(),
                        reports::add,
                        InstantSource.system(),
                        nanos::get);
        Assignment work =
                Work.shell(
                                "g",
                                "head -c 100000000 /dev/zero | (tail -c 100000000; sleep 30) >/dev/null & exec tail -f /dev/zero")
                        .setMemoryMib(50)
                        .build();
        supervisor.desired(desired(work), nanos.get());
        await().until(() -> {
            supervisor.tick();
            return reports.stream().anyMatch(r -> r.getReason().equals("OOM"));
        });
    }

    @Test
    void anEndThatCannotBeWrittenIsToldButNotForgotten() throws Exception {
        Journal journal = Journal.open(dataDir);
        Supervisor supervisor = supervisor(journal, InstantSource.system());
        Assignment work = Work.shell("i", "while [ ! -f go ]; do sleep 0.02; done; exit 3").build();
        supervisor.desired(desired(work), nanos.get());
        await().until(() -> reported(TaskState.RUNNING));
        journal.close(); // takes as little as a full disk
        Files.createFile(dataDir.resolve("allocations/i/1/work/go"));
        await().until(() -> reported(TaskState.FAILED));
        AllocationReport end = reports.getLast();
        supervisor.acknowledged(
                ReportAck.newBuilder()
                        .setAllocationId("i")
                        .setEpoch(1)
                        .setSeq(end.getSeq())
                        .build());
        nanos.addAndGet(Duration.ofMinutes(11).toNanos()); // nobody wants its output any more
        supervisor.tick();
        assertThat(supervisor.held()).containsExactly(end);
        assertThat(dataDir.resolve("allocations/i/1/exit")).exists();
    }

    @Test
    void aStopThatWasBegunIsBroughtToItsEnd() throws Exception {
        Supervisor supervisor = supervisor();
        Assignment work =
                Work.shell("j", "trap '' TERM; while :; do sleep 0.05; done")
                        .setGraceMillis(2_000)
                        .build();
        supervisor.desired(desired(work), nanos.get());
        await().until(() -> reported(TaskState.RUNNING));
        supervisor.desired(
                desired(work.toBuilder().setStop(true).setStopReason("by ada").build()).toBuilder()
                        .setRevision(2)
                        .build(),
                nanos.get());
        await().until(() -> Files.exists(dataDir.resolve("allocations/j/1/ending")));
        reports.clear();
        Supervisor heir = supervisor();
        heir.recover();
        await().until(() -> reported(TaskState.STOPPED));
        assertThat(reports.getLast().getDetail()).isEqualTo("by ada");
    }

    @Test
    void noJumpOfTheTimeOfDayMovesALeaseOrALimit() throws Exception {
        AtomicLong wall = new AtomicLong(System.currentTimeMillis());
        Supervisor supervisor =
                supervisor(Journal.open(dataDir), () -> Instant.ofEpochMilli(wall.get()));
        Assignment work =
                Work.shell("k", "sleep 60")
                        .setDisconnectPolicy("fence")
                        .setLeaseMillis(60_000)
                        .setMaxRuntimeMillis(60_000)
                        .build();
        supervisor.desired(desired(work), nanos.get());
        await().until(() -> reported(TaskState.RUNNING));
        Duration jump = Duration.ofMinutes(10);
        for (long millis : new long[] {jump.toMillis(), -2 * jump.toMillis()}) {
            wall.addAndGet(millis);
            supervisor.tick();
            Supervisor heir =
                    supervisor(Journal.open(dataDir), () -> Instant.ofEpochMilli(wall.get()));
            heir.recover();
            heir.tick();
            assertThat(reports).allMatch(report -> report.getEndedAtMillis() == 0);
        }
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        supervisor.tick();
        await().until(() -> reported(TaskState.FENCED) || reported(TaskState.FAILED));
    }

    @Test
    void tooMuchOnDiskEndsIt() throws Exception {
        Supervisor supervisor = supervisor();
        Assignment work =
                Work.shell("h", "head -c 9000000 /dev/zero > big; sleep 60").setDiskMib(5).build();
        supervisor.desired(desired(work), nanos.get());
        await().until(() -> {
            nanos.addAndGet(Duration.ofSeconds(11).toNanos());
            supervisor.tick();
            return reports.stream().anyMatch(r -> r.getReason().equals("DISK_FULL"));
        });
    }
}

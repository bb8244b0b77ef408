package dev.meridian.controlplane.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.protocol.AllocationReport;
import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.Hello;
import dev.meridian.agent.protocol.LogChunk;
import dev.meridian.agent.protocol.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every agent must do over the wire, the fake one of the tests and the real one alike. What
/// the fake one is trusted with elsewhere is true only because of this.
abstract class AgentConformance {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration A_WHILE = Duration.ofMillis(1500);

    @TempDir private Path folder = Path.of("set by JUnit");
    private @Nullable ScriptedPlane scripted;

    /// Starts an agent that joins the plane and keeps the connection up by itself.
    abstract void start(ScriptedPlane plane, Path dataDir) throws Exception;

    abstract void stop() throws Exception;

    @BeforeEach
    final void connect() throws Exception {
        scripted = new ScriptedPlane();
        start(scripted, folder.resolve("agent"));
        awaited(() -> plane().hellos().size() == 1);
    }

    @AfterEach
    final void disconnect() throws Exception {
        stop();
        plane().close();
    }

    @Test
    final void itSaysWhatItIsAndHas() {
        Hello hello = plane().hellos().getFirst();

        assertThat(hello.getBootId()).isNotEmpty();
        assertThat(hello.getCapacity().getCpuMillis()).isPositive();
        assertThat(hello.getCapacity().getMemoryMib()).isPositive();
        assertThat(hello.getDriversList()).contains("process");
        assertThat(hello.getLabelsMap()).containsKey("os");
        assertThat(hello.getHeldList()).isEmpty();
    }

    @Test
    final void itStartsWhatIsDesired() {
        Assignment work = work("sleep 600");

        plane().desire(work);

        awaited(() -> said(work, TaskState.RUNNING));
        assertThat(plane().reports(work))
                .extracting(AllocationReport::getState)
                .doesNotContain(TaskState.FAILED);
    }

    @Test
    final void itReportsTheEndWithItsExitCode() {
        Assignment good = work("exit 0");
        Assignment bad = work("exit 3");

        plane().desire(good, bad);

        awaited(() -> said(good, TaskState.SUCCEEDED) && said(bad, TaskState.FAILED));
        assertThat(last(good).getExitCode()).isZero();
        assertThat(last(bad).getExitCode()).isEqualTo(3);
    }

    @Test
    final void itStopsWhatItIsToldToStop() {
        Assignment work = work("sleep 600");
        plane().desire(work);
        awaited(() -> said(work, TaskState.RUNNING));

        plane().desire(work.toBuilder().setStop(true).setStopReason("CANCEL").build());

        awaited(() -> said(work, TaskState.STOPPED));
    }

    @Test
    final void itStopsWhatIsNoLongerDesired() {
        Assignment work = work("sleep 600");
        plane().desire(work);
        awaited(() -> said(work, TaskState.RUNNING));

        plane().desire();

        awaited(() -> said(work, TaskState.STOPPED));
    }

    @Test
    final void itIgnoresAnOlderDesiredState() {
        Assignment work = work("sleep 600");
        plane().desire(work);
        awaited(() -> said(work, TaskState.RUNNING));

        plane().desireNothingOfOld();

        await().during(A_WHILE).atMost(PATIENCE).until(() -> !said(work, TaskState.STOPPED));
    }

    @Test
    final void aHigherEpochEndsTheOlderCopyBeforeTheNewOneRuns() {
        Assignment first = work("sleep 600");
        Assignment second = first.toBuilder().setEpoch(2).setAttempt(2).build();
        plane().desire(first);
        awaited(() -> said(first, TaskState.RUNNING));

        plane().desire(second);

        awaited(() -> said(first, TaskState.STOPPED) && said(second, TaskState.RUNNING));
        List<AllocationReport> all = List.copyOf(plane().reports());
        assertThat(all.indexOf(find(first, TaskState.STOPPED)))
                .isLessThan(all.indexOf(find(second, TaskState.RUNNING)));
    }

    @Test
    final void itTellsAnEndUntilThatIsAcknowledged() {
        plane().acknowledge(false);
        Assignment work = work("exit 0");

        plane().desire(work);

        awaited(() ->
                plane().reports(work).stream().filter(AgentConformance::succeeded).count() > 1);
        plane().drop();
        awaited(() -> plane().hellos().size() == 2);
        assertThat(plane().hellos().getLast().getHeldList()).anyMatch(AgentConformance::succeeded);
    }

    @Test
    final void itKeepsItsWorkOverALostStream() {
        Assignment work = work("sleep 600");
        plane().desire(work);
        awaited(() -> said(work, TaskState.RUNNING));

        plane().drop();

        awaited(() -> plane().hellos().size() == 2);
        assertThat(plane().hellos().getLast().getHeldList())
                .singleElement()
                .satisfies(held -> assertThat(held.getState()).isEqualTo(TaskState.RUNNING));
        await().during(A_WHILE).atMost(PATIENCE).until(() -> !said(work, TaskState.STOPPED));
    }

    @Test
    final void itGoesOnWithLogsWhereTheyStopped() {
        Assignment work = work("echo one; sleep 2; echo two; sleep 600");
        plane().desire(work);
        awaited(() -> plane().log(work).equals("one\n"));

        plane().drop();

        awaited(() -> plane().log(work).equals("one\ntwo\n"));
        List<LogChunk> chunks = plane().chunks();
        assertThat(chunks.getLast().getOffset()).isEqualTo(4);
    }

    @Test
    final void itKeepsAwayForAsLongAsItIsAskedTo() {
        plane().door(ScriptedPlane.Door.COME_BACK);
        plane().drop();
        awaited(() -> plane().hellos().size() == 3);

        List<Long> hellos = plane().hellosAt();
        long away = TimeUnit.NANOSECONDS.toMillis(hellos.get(2) - hellos.get(1));
        assertThat(away)
                .isBetween(
                        ScriptedPlane.COME_BACK_MILLIS - 50L, 2L * ScriptedPlane.COME_BACK_MILLIS);
        int before = plane().heartbeats().size();
        awaited(() -> plane().heartbeats().size() > before + 2);
    }

    @Test
    final void itBeatsWhileItWaitsForItsWelcomeAndKeepsItsWork() {
        Assignment work = work("sleep 600").toBuilder().setLeaseMillis(3_000).build();
        plane().desire(work);
        awaited(() -> said(work, TaskState.RUNNING));
        plane().door(ScriptedPlane.Door.WAITING);
        plane().drop();
        awaited(() -> plane().hellos().size() == 2);

        int before = plane().heartbeats().size();
        awaited(() -> plane().heartbeats().size() > before + 20);
        assertThat(said(work, TaskState.FENCED)).isFalse();
        assertThat(plane().hellos()).as("it has not given up").hasSize(2);

        plane().admit();
        Assignment more = work("exit 0");
        plane().desire(work, more);
        awaited(() -> said(more, TaskState.SUCCEEDED));
        assertThat(said(work, TaskState.FENCED)).isFalse();
    }

    private ScriptedPlane plane() {
        return Objects.requireNonNull(scripted);
    }

    private static Assignment work(String script) {
        return Assignment.newBuilder()
                .setAllocationId(new UUID(1, System.nanoTime()).toString())
                .setEpoch(1)
                .setAttempt(1)
                .setJobId(new UUID(2, 2).toString())
                .setJobName("conformance")
                .setProject("default")
                .setGroup("main")
                .setDriver("process")
                .addAllCommand(List.of("sh", "-c", script))
                .setCpuMillis(100)
                .setMemoryMib(64)
                .setNetwork("host")
                .setDisconnectPolicy("fence")
                .setLeaseMillis(60_000)
                .setGraceMillis(500)
                .setLogLimitBytes(1 << 20)
                .build();
    }

    private boolean said(Assignment work, TaskState state) {
        return plane().reports(work).stream().anyMatch(report -> report.getState() == state);
    }

    private AllocationReport find(Assignment work, TaskState state) {
        return plane().reports(work).stream()
                .filter(r -> r.getState() == state)
                .findFirst()
                .orElseThrow();
    }

    private AllocationReport last(Assignment work) {
        return plane().reports(work).getLast();
    }

    private static boolean succeeded(AllocationReport report) {
        return report.getState() == TaskState.SUCCEEDED;
    }

    private static void awaited(Callable<Boolean> what) {
        await().atMost(PATIENCE).until(what);
    }
}

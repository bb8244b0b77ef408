package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.protocol.DeviceShare;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksTest {
    @TempDir Path dataDir;
    private final String nap = Host.seconds();

    @Test
    void theExitCodeComesBack() throws Exception {
        Host host = Host.limited(dataDir);
        assertThat(host.run(Work.shell("ok", "exit 0")).code()).hasValue(0);
        assertThat(host.run(Work.shell("bad", "exit 7")).code()).hasValue(7);
        assertThat(host.run(Work.shell("killed", "kill -SEGV $$")).code()).hasValue(128 + 11);
    }

    @Test
    void bothStreamsAreKept() throws Exception {
        Host host = Host.limited(dataDir);
        Assignment.Builder work = Work.shell("out", "echo here; echo there >&2; printf end");
        host.run(work);
        assertThat(host.stdout(work)).isEqualTo("here\nend");
        assertThat(host.stderr(work)).isEqualTo("there\n");
    }

    @Test
    void theEnvironmentIsTheJobsAndTheHosts() throws Exception {
        Host host = Host.limited(dataDir);
        Assignment.Builder work =
                Work.shell("env", "env; pwd")
                        .putEnv("GREETING", "it's \"two\"\nlines $HOME")
                        .putEnv("MERIDIAN_JOB_ID", "job")
                        .addDevices(DeviceShare.newBuilder().setIndex(3).setMillis(500))
                        .addDevices(DeviceShare.newBuilder().setIndex(1).setMillis(1000));
        host.run(work);
        String work1 = host.folder(work).work().toString();
        assertThat(host.stdout(work))
                .contains("GREETING=it's \"two\"\nlines $HOME\n")
                .contains("CUDA_VISIBLE_DEVICES=1,3\n")
                .contains("HOME=" + work1 + "\n")
                .contains("TMPDIR=" + work1 + "\n")
                .contains("MERIDIAN_ALLOCATION_ID=env\n")
                .contains("MERIDIAN_EPOCH=1\n")
                .endsWith(work1 + "\n");
        assertThat(host.stdout(work)).doesNotContain("JAVA", "MAVEN");
    }

    @Test
    void aMissingCommandIsASentence() throws Exception {
        Host host = Host.limited(dataDir);
        assertThat(host.tasks.start(Work.process("a", "no-such-program").build()))
                .isInstanceOfSatisfying(
                        StartResult.Unstartable.class,
                        no -> {
                            assertThat(no.reason()).isEqualTo("START_FAILED");
                            assertThat(no.sentence()).contains("no-such-program", "install it");
                        });
        assertThat(host.tasks.start(Work.process("b").build()))
                .isInstanceOf(StartResult.Unstartable.class);
        assertThat(host.tasks.start(Work.process("c", "true").setDriver("container").build()))
                .isInstanceOfSatisfying(
                        StartResult.Unstartable.class,
                        no -> assertThat(no.sentence()).contains("container", "process"));
    }

    @Test
    void stoppingAsksFirst() throws Exception {
        Host host = Host.limited(dataDir);
        Assignment.Builder work =
                Work.shell(
                        "polite",
                        "trap 'echo bye; exit 9' TERM; echo up; while :; do sleep 0.05; done");
        Task task = host.start(work);
        await().until(() -> host.stdout(work).contains("up"));
        task.stop(Duration.ofSeconds(10));
        assertThat(task.exit().get(20, TimeUnit.SECONDS).code()).hasValue(9);
        assertThat(host.stdout(work)).isEqualTo("up\nbye\n");
    }

    @Test
    void whatIgnoresTermIsKilledWithItsChildren() throws Exception {
        killsWholeTree(Host.limited(dataDir), "stubborn-a");
    }

    @Test
    void withoutControlGroupsTooTheWholeTreeGoes() throws Exception {
        killsWholeTree(Host.unlimited(dataDir), "stubborn-b");
    }

    /// Three generations that ignore TERM, one of them in a session of its own.
    private static void killsWholeTree(Host host, String id) throws Exception {
        String mark = Host.seconds();
        Assignment.Builder work =
                Work.shell(
                        id,
                        "trap '' TERM; (trap '' TERM; setsid sleep %s & sleep %s) & echo up; sleep %s; sleep %s"
                                .formatted(mark, mark, mark, mark));
        Task task = host.start(work);
        await().until(() -> Host.processes("sleep " + mark) >= 3);
        task.stop(Duration.ofMillis(200));
        assertThat(task.exit().get(60, TimeUnit.SECONDS).code()).hasValue(128 + 9);
        assertThat(Host.processes("sleep " + mark)).isZero();
    }

    @Test
    void whatATaskLeavesBehindGoesWithIt() throws Exception {
        for (Host host :
                new Host[] {
                    Host.limited(dataDir.resolve("a")), Host.unlimited(dataDir.resolve("b"))
                }) {
            Assignment.Builder work = Work.shell("leaver", "sleep " + nap + " & exit 3");
            assertThat(host.run(work).code()).hasValue(3);
            assertThat(Host.processes("sleep " + nap)).isZero();
        }
    }

    @Test
    void memoryBeyondTheLimitIsToldApart() throws Exception {
        Host host = Host.limited(dataDir);
        assumeTrue(host.hasGroups(), "needs control groups that this user may write");
        Exit exit =
                host.run(
                        Work.shell(
                                        "hog",
                                        "head -c 200000000 /dev/zero | tail -c 200000000 >/dev/null")
                                .setMemoryMib(64));
        assertThat(exit.code().orElseThrow()).isNotZero();
        assertThat(exit.usage().oomKills()).isPositive();
        assertThat(exit.usage().peakMemoryMib()).isBetween(32L, 64L);
    }

    @Test
    void aForkBombIsBounded() throws Exception {
        Host host = Host.limited(dataDir);
        assumeTrue(host.hasGroups(), "needs control groups that this user may write");
        Assignment.Builder work =
                Work.shell(
                                "bomb",
                                "i=0; while [ $i -lt 5000 ]; do sleep "
                                        + nap
                                        + " & i=$((i+1)); done; wait")
                        .setMemoryMib(2048);
        Task task = host.start(work);
        await().atMost(90, TimeUnit.SECONDS) // some thousand processes, also on a busy machine
                .until(() -> host.stderr(work).contains("annot fork") || task.exit().isDone());
        assertThat(Host.processes("sleep " + nap)).isLessThanOrEqualTo(2048);
        task.stop(Duration.ZERO);
        assertThat(Host.processes("sleep " + nap)).isZero();
    }

    @Test
    void cpuTimeIsCounted() throws Exception {
        Host host = Host.limited(dataDir);
        assumeTrue(
                host.hasGroups(),
                "needs control groups that this user may write: without them only the supervisor's watch counts");
        Exit exit =
                host.run(Work.shell("busy", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done"));
        assertThat(exit.usage().cpuNanos()).isPositive();
        assertThat(exit.startedAtMillis()).isPositive();
        assertThat(exit.endedAtMillis()).isGreaterThanOrEqualTo(exit.startedAtMillis());
    }

    @Test
    void groupsAreRemoved() throws Exception {
        Host host = Host.limited(dataDir);
        assumeTrue(host.hasGroups(), "needs control groups that this user may write");
        host.run(Work.shell("gone", "true"));
        assertThat(host.groups.find("gone.1")).isEmpty();
    }

    @Test
    void aDeletedFolderLeavesNothing() throws Exception {
        Host host = Host.limited(dataDir);
        Assignment.Builder work = Work.shell("del", "mkdir a; ln -s / a/root; echo x > a/b");
        host.run(work);
        host.folder(work).delete();
        assertThat(Files.exists(host.folder(work).root())).isFalse();
    }
}

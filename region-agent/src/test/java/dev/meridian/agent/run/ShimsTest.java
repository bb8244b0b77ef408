package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.protocol.Assignment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The process that forks shims, and what becomes of them when it or the agent goes.
class ShimsTest {
    private static final String UNTIL_GO = "while [ ! -f go ]; do sleep 0.02; done; ";

    @TempDir Path dataDir;
    private Host host;

    @BeforeEach
    void makeHost() throws Exception {
        host = Host.unlimited(dataDir);
    }

    @AfterEach
    void close() {
        host.tasks.close();
    }

    private ProcessHandle shim(Assignment.Builder work) {
        long pid = ProcessIdentity.read(host.folder(work).shim()).orElseThrow().pid();
        return ProcessHandle.of(pid).orElseThrow();
    }

    private void go(Assignment.Builder work) throws Exception {
        Files.createFile(host.folder(work).work().resolve("go"));
    }

    @Test
    void aShortTaskIsNotCopiedByAnybodyAndKeepsItsOutput() throws Exception {
        Assignment.Builder work = Work.shell("short", "echo out; echo err >&2; exit 3");
        Task task = host.start(work);
        ProcessHandle shim = shim(work);
        assertThat(task.exit().get(60, TimeUnit.SECONDS).code()).hasValue(3);
        assertThat(host.stdout(work)).isEqualTo("out\n");
        assertThat(host.stderr(work)).isEqualTo("err\n");
        await().until(() -> !shim.isAlive());
    }

    @Test
    void whenTheirParentIsKilledTasksEndInOrderAndOthersStart() throws Exception {
        Assignment.Builder work = Work.shell("orphan", "echo up; " + UNTIL_GO + "echo end; exit 6");
        Task task = host.start(work);
        ProcessHandle parent = shim(work).parent().orElseThrow();
        assertThat(parent.destroyForcibly()).isTrue();
        await().until(() -> !parent.isAlive());
        Assignment.Builder next = Work.shell("next", "echo next");
        assertThat(host.run(next).code()).hasValue(0);
        go(work);
        assertThat(task.exit().get(60, TimeUnit.SECONDS).code()).hasValue(6);
        assertThat(host.stdout(work)).isEqualTo("up\nend\n");
    }

    @Test
    void aKilledShimIsNoticed() throws Exception {
        Assignment.Builder work = Work.shell("killed", UNTIL_GO);
        Task task = host.start(work);
        assertThat(shim(work).destroyForcibly()).isTrue();
        assertThat(task.exit().get(60, TimeUnit.SECONDS).code()).isEmpty();
    }

    @Test
    void withoutAnAgentMoreOutputThanAPipeHoldsIsWritten() throws Exception {
        Assignment.Builder work = Work.shell("alone", UNTIL_GO + "seq 1 100000; exit 5");
        host.start(work);
        host.tasks.close(); // before it was told to write anything
        go(work);
        await().until(() -> Exit.told(host.folder(work)) && !shimLives(work));
        assertThat(host.stdout(work)).startsWith("1\n2\n").endsWith("\n99999\n100000\n");
        Found found = host.tasks.find(work.build());
        assertThat(found)
                .isInstanceOfSatisfying(
                        Found.Ended.class, end -> assertThat(end.exit().code()).hasValue(5));
    }

    private boolean shimLives(Assignment.Builder work) {
        return ProcessIdentity.read(host.folder(work).shim())
                .filter(ProcessIdentity::alive)
                .isPresent();
    }

    /// Everything that stands between agent and task while its output is being written to files.
    @Test
    void aShimWeighsLittle() throws Exception {
        Assignment.Builder work = Work.shell("weight", "echo up; sleep 600");
        Task task = host.start(work);
        await().until(() -> host.stdout(work).equals("up\n"));
        Set<Long> ofTask = new HashSet<>();
        ProcessHandle leader = ProcessHandle.of(task.leader().orElseThrow().pid()).orElseThrow();
        ofTask.add(leader.pid());
        leader.descendants().forEach(process -> ofTask.add(process.pid()));
        ProcessHandle shim = shim(work);
        List<Long> members =
                Stream.concat(Stream.of(shim), shim.descendants())
                        .map(ProcessHandle::pid)
                        .filter(pid -> !ofTask.contains(pid))
                        .toList();
        long resident = kib(members, "Rss:");
        System.out.printf(
                "a shim: %d processes, %d KiB resident; %d KiB, shared pages by share%n",
                members.size(), resident, kib(members, "Pss:"));
        assertThat(resident).isLessThanOrEqualTo(5 << 10);
        task.stop(Duration.ZERO);
    }

    private static long kib(List<Long> members, String field) throws Exception {
        long sum = 0;
        for (long pid : members) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
                if (line.startsWith(field)) sum += Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return sum;
    }

    @Test
    void aTaskThatCannotBeStartedIsASentence() throws Exception {
        Assignment.Builder work = Work.shell("no", "true");
        Files.createDirectories(host.folder(work).root().resolve("shim.log")); // in its way
        assertThat(host.tasks.start(work.build()))
                .isInstanceOfSatisfying(
                        StartResult.Unstartable.class,
                        no -> assertThat(no.sentence()).contains("the shim did not start"));
        assertThat(host.run(Work.shell("yes", "true")).code()).hasValue(0);
    }
}

package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.agent.protocol.Assignment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The guard's script with real processes and no agent: it sees files alone.
@Execution(ExecutionMode.CONCURRENT)
class GuardTest {
    private static final Duration LEASE = Duration.ofMillis(700);
    private static final Duration ALLOWANCE = Duration.ofMillis(500);
    private static final Duration KILLED_AFTER = Duration.ofMillis(4_500);

    @TempDir Path dataDir;
    private final String nap = Host.seconds();
    private final BootClock clock = new BootClock(System::nanoTime);

    @SuppressWarnings("NullAway.Init") // by start, before each test
    private Leases leases;

    private final List<Process> guards = new ArrayList<>();
    private long opened;

    @BeforeEach
    void start() throws Exception {
        leases = new Leases(dataDir, BootId.current(), () -> {});
        Files.createDirectories(dataDir.resolve("guard"));
        try (InputStream script = Guard.class.getResourceAsStream("guard.sh")) {
            Files.copy(script, dataDir.resolve("guard/guard.sh"));
        }
        say("agent", "0 0 0"); // dead
        say("testify", "cat guard/answer >>guard/told; exit 0");
    }

    @AfterEach
    void stop() {
        guards.forEach(Process::destroyForcibly);
    }

    private void say(String file, String text) throws IOException {
        Files.writeString(dataDir.resolve("guard").resolve(file), text + "\n");
    }

    /// In place of the one before.
    private Process guard() throws IOException {
        stop();
        return anotherGuard();
    }

    private Process anotherGuard() throws IOException {
        Process guard =
                new ProcessBuilder(
                                "sh",
                                dataDir.resolve("guard/guard.sh").toString(),
                                dataDir.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(dataDir.resolve("guard/log").toFile())
                        .start();
        guards.add(guard);
        return guard;
    }

    private Task fenced(Host host, Assignment.Builder work) throws IOException {
        return fenced(host, work, LEASE);
    }

    private Task fenced(Host host, Assignment.Builder work, Duration lease) throws IOException {
        opened = clock.getAsLong();
        leases.open(AllocationKey.of(work.build()), opened + lease.toNanos());
        return host.start(work);
    }

    private Leases.Mark mark(String id) {
        return leases.kept(new AllocationKey(id, 1)).orElseThrow().mark();
    }

    /// What has passed since the lease was opened, and a tick: the guard's clock, the uptime,
    /// counts hundredths of a second, so it may see a moment come that much early.
    private Duration since() {
        return Duration.ofNanos(clock.getAsLong() - opened).plusMillis(10);
    }

    @Test
    void aLapsedLeaseEndsTheWholeTree() throws Exception {
        Host host = Host.limited(dataDir);
        Task task = fenced(host, Work.shell("a", "sleep " + nap + " & sleep " + nap));
        var _ = guard();
        Exit exit = task.exit().get(60, TimeUnit.SECONDS);
        assertThat(exit.code()).isEqualTo(OptionalInt.of(128 + 15));
        assertThat(since()).isGreaterThanOrEqualTo(LEASE.plus(ALLOWANCE));
        assertThat(Host.processes("sleep " + nap)).isZero();
        await().until(() -> mark("a") == Leases.Mark.GUARD_DONE);
    }

    @Test
    void whatWillNotEndIsKilled() throws Exception {
        for (Host host : new Host[] {Host.limited(dataDir), Host.unlimited(dataDir)}) {
            String id = host.hasGroups() ? "b" : "c";
            String stubborn =
                    "trap '' TERM; setsid sleep " + nap + " & while :; do sleep 0.1; done";
            Task task = fenced(host, Work.shell(id, stubborn));
            var _ = guard();
            await().until(() -> Host.processes("sleep " + nap) == 1);
            Exit exit = task.exit().get(60, TimeUnit.SECONDS);
            assertThat(exit.code()).isEqualTo(OptionalInt.of(128 + 9));
            assertThat(since()).isGreaterThanOrEqualTo(LEASE.plus(KILLED_AFTER));
            await().until(() -> mark(id) == Leases.Mark.GUARD_DONE);
            assertThat(Host.processes("sleep " + nap)).isZero();
        }
    }

    @Test
    void aSandboxMayEndInOrder() throws Exception {
        for (Host host : new Host[] {Host.limited(dataDir), Host.unlimited(dataDir)}) {
            String id = host.hasGroups() ? "d" : "e";
            Assignment.Builder work =
                    Work.sandbox(
                            id,
                            "sh",
                            "-c",
                            "trap 'echo saved; exit 7' TERM; echo up; while :; do sleep 0.1; done");
            assumeTrue(
                    !host.tasks
                            .start(Work.sandbox(id + "0", "true").build())
                            .toString()
                            .contains("Unstart"),
                    "no sandbox on this host");
            Task task = fenced(host, work);
            var _ = guard();
            Exit exit = task.exit().get(60, TimeUnit.SECONDS);
            assertThat(host.stdout(work)).isEqualTo("up\nsaved\n");
            assertThat(exit.code()).isEqualTo(OptionalInt.of(7));
            await().until(() -> mark(id) == Leases.Mark.GUARD_DONE);
        }
    }

    @Test
    void whatTheAgentEndsIsLeftToItUntilTheTimeForThatIsOver() throws Exception {
        Host host = Host.limited(dataDir);
        Task task =
                fenced(
                        host,
                        Work.shell("f", "trap 'echo asked' TERM; while :; do sleep 0.1; done"));
        assertThat(leases.claim(new AllocationKey("f", 1))).isTrue();
        var _ = guard();
        assertThat(task.exit().get(60, TimeUnit.SECONDS).code()).isEqualTo(OptionalInt.of(137));
        assertThat(since()).isGreaterThanOrEqualTo(LEASE.plus(KILLED_AFTER));
        assertThat(host.stdout(Work.shell("f", ""))).isEmpty();
    }

    @Test
    void aRenewalInTimeIsSeen() throws Exception {
        Host host = Host.limited(dataDir);
        Assignment.Builder work = Work.shell("g", "while [ ! -f go ]; do sleep 0.02; done; exit 5");
        Duration lease = Duration.ofSeconds(4);
        Task task = fenced(host, work, lease);
        var _ = guard();
        AllocationKey key = new AllocationKey("g", 1);
        while (since().compareTo(lease.plus(ALLOWANCE).plusSeconds(1)) < 0) {
            assertThat(leases.renew(key, clock.getAsLong() + lease.toNanos()))
                    .isEqualTo(Leases.Mark.NOBODY);
        }
        Files.createFile(host.folder(work).work().resolve("go"));
        assertThat(task.exit().get(60, TimeUnit.SECONDS).code()).isEqualTo(OptionalInt.of(5));
    }

    @Test
    void aLeaseOfAnEarlierBootIsVoidAndASuccessorIsSpared() throws Exception {
        Host host = Host.unlimited(dataDir);
        Process stranger = new ProcessBuilder("sleep", nap).start();
        try {
            Assignment.Builder other = Work.shell("h", "sleep " + nap);
            new Leases(dataDir, "another-boot", () -> {})
                    .open(AllocationKey.of(other.build()), clock.getAsLong());
            host.folder(other).create();
            Files.writeString(host.folder(other).task(), stranger.pid() + " " + ticks(stranger));
            Assignment.Builder reused = Work.shell("i", "sleep " + nap);
            leases.open(AllocationKey.of(reused.build()), clock.getAsLong());
            host.folder(reused).create();
            Files.writeString(host.folder(reused).task(), stranger.pid() + " 1");
            var _ = guard();
            await().until(() -> mark("i") == Leases.Mark.GUARD_DONE);
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    private static long ticks(Process process) {
        return ProcessStat.of(process.pid()).orElseThrow().startTicks();
    }

    @Test
    void itTellsWhatItDidAndEndsWhenNothingIsLeft() throws Exception {
        Host host = Host.limited(dataDir);
        say("answer", "told");
        fenced(host, Work.shell("j", "sleep " + nap));
        host.run(Work.shell("k", "exit 0"));
        assertThat(guard().waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(dataDir.resolve("guard/told"))).startsWith("told\n");
    }

    @Test
    void whatNobodyHeardIsToldAgain() throws Exception {
        Host host = Host.limited(dataDir);
        say("testify", "echo told >>guard/told; [ \"$(wc -l <guard/told)\" -gt 1 ]");
        host.run(Work.shell("l", "exit 0"));
        assertThat(guard().waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(dataDir.resolve("guard/told")))
                .containsExactly("told", "told");
    }

    @Test
    void ofTwoTheLaterIsInCharge() throws Exception {
        long self = ProcessHandle.current().pid();
        say("agent", self + " " + ProcessStat.of(self).orElseThrow().startTicks() + " 0");
        Process first = guard();
        await().until(() -> Files.exists(dataDir.resolve("guard/guard")));
        Process second = anotherGuard();
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.isAlive()).isTrue();
    }

    @Test
    void aRewrittenDeadlineAlwaysHasAsManyDigits() throws Exception {
        AllocationKey key = new AllocationKey("w", 1);
        leases.open(key, 0);
        long size = Files.size(dataDir.resolve("leases/w.1"));
        for (long nanos :
                new long[] {1, Duration.ofDays(1).toNanos(), Duration.ofDays(3_650).toNanos()}) {
            leases.renew(key, nanos);
            assertThat(Files.size(dataDir.resolve("leases/w.1"))).isEqualTo(size);
            assertThat(leases.kept(key).orElseThrow().until()).isBetween(nanos - 10_000_000, nanos);
        }
    }
}

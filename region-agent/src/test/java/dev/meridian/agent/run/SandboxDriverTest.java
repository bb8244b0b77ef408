package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.agent.protocol.Assignment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a sandboxed task can, and above all what it cannot.
class SandboxDriverTest {
    @TempDir Path dataDir;
    private final String nap = Host.seconds();
    private Host host;

    @BeforeEach
    void makeHost() throws Exception {
        var obstacle = SandboxCheck.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        host = Host.limited(dataDir);
    }

    private static Assignment.Builder shell(String id, String script) {
        return Work.sandbox(id, "sh", "-c", script);
    }

    @Test
    void aTaskRunsWithItsCodeAndOutput() throws Exception {
        Assignment.Builder work =
                shell("a", "echo $GREETING; pwd; exit 5").putEnv("GREETING", "it's");
        assertThat(host.run(work).code()).hasValue(5);
        assertThat(host.stdout(work)).isEqualTo("it's\n" + host.folder(work).work() + "\n");
    }

    @Test
    void itMayWriteItsWorkingDirectoryAndTmp() throws Exception {
        Assignment.Builder work =
                shell(
                        "w",
                        "echo x > file && echo y > /tmp/meridian-private && cat file /tmp/meridian-private");
        assertThat(host.run(work).code()).hasValue(0);
        assertThat(host.stdout(work)).isEqualTo("x\ny\n");
        assertThat(host.folder(work).work().resolve("file")).exists();
        assertThat(Path.of("/tmp/meridian-private")).doesNotExist();
    }

    @Test
    void itCannotWriteToTheHost() throws Exception {
        Assignment.Builder work =
                shell(
                        "ro",
                        "for f in /etc/x /usr/x /var/x /sys/fs/cgroup/x / /dev/x; do echo x > $f; done; mount -o remount,rw / ; mkdir /sys/fs/cgroup/memory/x; true");
        host.run(work);
        assertThat(Path.of("/etc/x")).doesNotExist();
        assertThat(Path.of("/usr/x")).doesNotExist();
        assertThat(Path.of("/var/x")).doesNotExist();
        assertThat(host.stdout(work)).isEmpty();
    }

    @Test
    void itSeesNeitherHomesNorTheAgentsDataNorSecrets() throws Exception {
        Path key = Files.writeString(dataDir.resolve("key"), "secret");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        Assignment.Builder work =
                shell(
                        "hide",
                        "cat %s /etc/shadow; ls -A /root /home /run %s; true"
                                .formatted(key, dataDir));
        host.run(work);
        assertThat(host.stdout(work)).doesNotContain("secret", "daemon:", ".m2", "key");
    }

    @Test
    void itSeesAndReachesNoOtherProcess() throws Exception {
        long self = ProcessHandle.current().pid();
        Assignment.Builder work =
                shell(
                        "ps",
                        "ls /proc | grep -c '^[0-9]'; kill -0 %d && echo reached; ls /proc/%d; true"
                                .formatted(self, self));
        host.run(work);
        assertThat(host.stdout(work)).doesNotContain("reached", "environ");
        assertThat(Integer.parseInt(host.stdout(work).lines().findFirst().orElseThrow()))
                .isLessThan(8);
    }

    @Test
    void itHasNoCapabilitiesAndNamespacesOfItsOwn() throws Exception {
        Assignment.Builder work =
                shell(
                        "caps",
                        "grep -E 'CapEff|CapPrm|NoNewPrivs' /proc/self/status; for n in user pid ipc uts mnt; do readlink /proc/self/ns/$n; done");
        host.run(work);
        assertThat(host.stdout(work))
                .contains(
                        "CapEff:\t0000000000000000", "CapPrm:\t0000000000000000", "NoNewPrivs:\t1");
        for (String kind : new String[] {"user", "pid", "ipc", "uts", "mnt"}) {
            String ours = Files.readSymbolicLink(Path.of("/proc/self/ns/" + kind)).toString();
            assertThat(host.stdout(work)).contains(kind + ":[").doesNotContain(ours);
        }
    }

    @Test
    void aPreloadedLibraryNeverRunsOutside() throws Exception {
        Assignment.Builder work =
                shell("preload", "echo $LD_PRELOAD").putEnv("LD_PRELOAD", "/nowhere/evil.so");
        host.run(work);
        assertThat(host.stdout(work)).isEqualTo("/nowhere/evil.so\n");
        assertThat(host.folder(work).root().resolve("shim.log")).isEmptyFile();
    }

    @Test
    void theNetworkIsTheHostsOrNone() throws Exception {
        Assignment.Builder with = shell("net", "cat /proc/net/dev | grep -c :");
        Assignment.Builder without =
                shell("nonet", "cat /proc/net/dev | grep -c :; true").setNetwork("none");
        host.run(with);
        host.run(without);
        String hosts = Files.readString(Path.of("/proc/net/dev"));
        assertThat(host.stdout(with).strip())
                .isEqualTo(Long.toString(hosts.lines().filter(l -> l.contains(":")).count()));
        assertThat(host.stdout(without).strip()).isEqualTo("1");
    }

    @Test
    void secretsStandInNoCommandLine() throws Exception {
        Assignment.Builder work =
                shell("secret", "sleep " + nap).putEnv("TOKEN", "hunter2-in-the-sandbox");
        Task task = host.start(work);
        await().until(() -> Host.processes("sleep " + nap) >= 1);
        assertThat(Host.commandLines()).noneMatch(line -> line.contains("hunter2"));
        task.stop(Duration.ZERO);
    }

    @Test
    void aStopReachesTheTaskInside() throws Exception {
        Assignment.Builder work =
                shell(
                        "term",
                        "trap 'echo bye; exit 9' TERM; echo up; while :; do sleep 0.05; done");
        Task task = host.start(work);
        await().until(() -> host.stdout(work).contains("up"));
        task.stop(Duration.ofSeconds(10));
        assertThat(task.exit().get(20, TimeUnit.SECONDS).code()).hasValue(9);
        assertThat(host.stdout(work)).isEqualTo("up\nbye\n");
    }

    @Test
    void aStubbornTreeIsKilledWithAndWithoutControlGroups() throws Exception {
        for (Host each : new Host[] {host, Host.unlimited(dataDir.resolve("other"))}) {
            Assignment.Builder work =
                    shell(
                            "tree",
                            "trap '' TERM; setsid sh -c \"trap '' TERM; sleep "
                                    + nap
                                    + "; sleep "
                                    + nap
                                    + "\" & sleep "
                                    + nap
                                    + "; sleep "
                                    + nap);
            Task task = each.start(work);
            await().until(() -> Host.processes("sleep " + nap) >= 2);
            task.stop(Duration.ofMillis(200));
            assertThat(task.exit().get(60, TimeUnit.SECONDS).code().orElseThrow()).isNotZero();
            assertThat(Host.processes("sleep " + nap)).isZero();
        }
    }

    @Test
    void memoryIsLimitedInsideToo() throws Exception {
        assumeTrue(host.hasGroups(), "needs control groups that this user may write");
        Exit exit =
                host.run(
                        shell("oom", "head -c 200000000 /dev/zero | tail -c 200000000 >/dev/null")
                                .setMemoryMib(64));
        assertThat(exit.usage().oomKills()).isPositive();
    }
}

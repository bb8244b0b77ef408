package dev.meridian.agent.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.agent.protocol.Assignment;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a killed agent leaves of its shims: those that hold work, and no others.
class StrayShimsTest {
    private static final String UNTIL_GO = "while [ ! -f go ]; do sleep 0.1; done; ";

    @TempDir Path dataDir;

    @AfterEach
    void killAll() {
        shims().forEach(pid ->
                ProcessHandle.of(pid)
                        .ifPresent(each -> {
                            each.descendants().forEach(ProcessHandle::destroyForcibly);
                            each.destroyForcibly();
                        }));
    }

    @Test
    void ofAKilledAgentOnlyShimsWithWorkRemain() throws Exception {
        Process agent = agent();
        try (BufferedReader said = agent.inputReader()) {
            assertThat(said.readLine()).isEqualTo("ready");
            agent.destroyForcibly().waitFor();
        }
        Assignment.Builder lasting = lasting();
        Host heir = Host.unlimited(dataDir);
        long shim = ProcessIdentity.read(heir.folder(lasting).shim()).orElseThrow().pid();
        await().until(() -> shims().equals(Set.of(shim)));

        Files.createFile(heir.folder(lasting).work().resolve("go"));
        await().until(() -> shims().isEmpty());
        assertThat(heir.stdout(lasting)).isEqualTo("up\nend\n");
        heir.tasks.close();
    }

    /// However it came to that: it does nothing, and heeds nobody.
    @Test
    void whatHoldsNothingIsKilledAndWhatHoldsWorkIsNot() throws Exception {
        Path script = dataDir.resolve("shim.sh");
        Files.writeString(
                script,
                """
                trap '' TERM
                if [ "$1" = works ]; then
                    sleep 600 &
                    wait
                fi
                read -r _
                """);
        new ProcessBuilder(
                        "sh",
                        "-c",
                        "mkfifo $0/never; exec 9<>$0/never; setsid /bin/sh $1 works <&9 & setsid /bin/sh $1 stuck <&9 &",
                        dataDir.toString(),
                        script.toString())
                .start()
                .waitFor();
        await().until(() -> shims().size() == 2);
        Host heir = Host.unlimited(dataDir);
        await().until(() -> shims().size() == 1);
        long left = shims().iterator().next();
        assertThat(commandLine(left)).endsWith("works\0");
        assertThat(ProcessHandle.of(left).orElseThrow().children()).hasSize(1);
        heir.tasks.close();
    }

    private Set<Long> shims() {
        String script = dataDir.resolve("shim.sh").toString();
        return ProcessStat.all().stream()
                .filter(one -> one.state() != 'Z')
                .map(ProcessStat::pid)
                .filter(pid -> commandLine(pid).contains("\0" + script + "\0"))
                .collect(Collectors.toSet());
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), ISO_8859_1);
        } catch (IOException _) {
            return "";
        }
    }

    private static Assignment.Builder lasting() {
        return Work.shell("lasting", "echo up; " + UNTIL_GO + "echo end");
    }

    private Process agent() throws IOException {
        return new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Agent.class.getName(),
                                dataDir.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// One that holds a task, and shims of tasks that have ended and of some that just begin.
    static final class Agent {
        private Agent() {}

        public static void main(String[] arguments) throws Exception {
            Host host = Host.unlimited(Path.of(arguments[0]));
            host.start(lasting());
            await().until(() -> host.stdout(lasting()).equals("up\n"));
            for (int i = 0; i < 8; i++) {
                host.start(Work.shell("short-" + i, "echo short; sleep 0." + i));
            }
            System.out.println("ready");
            Thread.sleep(60_000);
        }
    }
}

package dev.meridian.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `/bin/sh` is another program on other systems: dash on Debian, bash on Red Hat's.
@Timeout(30)
class OtherShellsTest {
    private static final String START =
            """
            first=1000
            newest=1000
            switch=''
            task() {
            exec setsid sh -c 'echo out; echo err >&2; sleep 0.2; echo more; exit 3'
            }
            """;

    @TempDir Path dataDir;

    @ParameterizedTest
    @ValueSource(strings = {"/bin/dash", "/bin/bash"})
    void theShimKeepsOutputAndCode(String shell) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(shell)), () -> "there is no " + shell + " here");
        Path script = dataDir.resolve("shim.sh");
        try (InputStream packed = Shims.class.getResourceAsStream("shim.sh")) {
            Files.copy(packed, script);
        }
        Path folder = Files.createDirectory(dataDir.resolve("attempt"));
        Files.writeString(folder.resolve("start"), START);
        // as sh it is called, bash keeps to POSIX as it does where it is /bin/sh
        Path named = Files.createSymbolicLink(dataDir.resolve("sh"), Path.of(shell));
        Process nursery =
                new ProcessBuilder(named.toString(), script.toString(), "")
                        .redirectError(dataDir.resolve("log").toFile())
                        .start();
        try (Writer orders = nursery.outputWriter();
                BufferedReader said = nursery.inputReader()) {
            orders.write("start 1 " + folder + "\n");
            orders.flush();
            List<String> words = Stream.of(said.readLine().split(" ")).toList();
            assertThat(words).startsWith("1", "started");
            orders.write("pump " + words.get(2) + "\n");
            orders.flush();
            String last = said.readLine();
            if (last.equals("1 held")) last = said.readLine(); // it had ended before it was told to
            assertThat(last).isEqualTo("1 written");
        } finally {
            nursery.destroyForcibly();
        }
        assertThat(folder.resolve("stdout")).hasContent("out\nmore\n");
        assertThat(folder.resolve("stderr")).hasContent("err\n");
        assertThat(folder.resolve("exit")).hasContent("3\n");
    }
}

package dev.meridian.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.verification.local.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The launcher and its cache, with a jar of its own in a folder of its own.
@Timeout(180)
class CliStartTest {

    private static final Path ROOT = Checkout.find().root();

    @TempDir private Path folder;
    private Path jar;

    @BeforeEach
    void copyTheJar() throws IOException {
        Path built = ROOT.resolve("cli/target/cli.jar");
        assumeTrue(Files.exists(built), "needs the packaged command, which `make build` makes");
        jar = Files.copy(built, folder.resolve("cli.jar"));
    }

    @Test
    void theFirstCallMakesACacheThatTheNextOnesStartFrom() throws Exception {
        assertThat(run(Map.of("MERIDIAN_START_CACHE", "now"), "version")).startsWith("0 meridian ");

        List<Path> caches = caches();
        assertThat(caches)
                .singleElement()
                .satisfies(cache -> {
                    assertThat(cache.resolve("cli.aot")).exists();
                    assertThat(cache.resolve("lock")).doesNotExist();
                });
        // with the first jar gone, only what lies in the cache can be what runs
        Files.write(jar, new byte[(int) Files.size(jar)]);
        Files.setLastModifiedTime(
                jar, Files.getLastModifiedTime(ROOT.resolve("cli/target/cli.jar")));
        rename(caches.getFirst());
        assertThat(run(Map.of("MERIDIAN_START_CACHE", "off"), "version")).startsWith("0 meridian ");
        assertThat(run(Map.of("MERIDIAN_START_CACHE", "off"), "get", "pods"))
                .startsWith("2 There is no kind");
    }

    @Test
    void aBrokenCacheIsNoHarm() throws Exception {
        run(Map.of("MERIDIAN_START_CACHE", "now"), "version");
        Files.writeString(caches().getFirst().resolve("cli.aot"), "broken");

        assertThat(run(Map.of(), "version")).startsWith("0 meridian ");
    }

    @Test
    void withoutACacheItStartsToo() throws Exception {
        assertThat(run(Map.of("MERIDIAN_START_CACHE", "off"), "--help")).startsWith("0 Usage:");
        assertThat(caches()).isEmpty();
    }

    @Test
    void aMissingJarOrJavaIsToldWithWhatToDo() throws Exception {
        assertThat(run(Map.of("MERIDIAN_CLI_JAR", "/nowhere/cli.jar"), "version"))
                .startsWith("2 ")
                .contains("make build");
    }

    /// The launcher looks for the stamp of the jar that it is given.
    private void rename(Path cache) throws IOException {
        String stamp =
                Files.size(jar) + "-" + Files.getLastModifiedTime(jar).toInstant().getEpochSecond();
        String name = cache.getFileName().toString().replaceFirst("^cli-\\d+-\\d+", "cli-" + stamp);
        if (!name.equals(cache.getFileName().toString())) {
            Files.createSymbolicLink(cache.resolveSibling(name), cache);
        }
    }

    private List<Path> caches() {
        Path start = folder.resolve("start");
        if (!Files.exists(start)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(start)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return the exit code and what was said
    private String run(Map<String, String> environment, String... line)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(ROOT.resolve("cli/bin/meridian").toString());
        builder.command().addAll(List.of(line));
        builder.environment().put("MERIDIAN_CLI_JAR", jar.toString());
        builder.environment().put("MERIDIAN_HOME", folder.toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process command = builder.redirectErrorStream(true).start();
        String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return command.waitFor() + " " + said;
    }
}

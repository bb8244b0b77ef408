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
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Does what the pages say: every block that is marked as tested, in one shell for each page.
class TutorialTest {

    private static final Pattern TESTED =
            Pattern.compile("<!-- tested -->\\n *```console\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theTutorialWorksAsItIsWritten() throws Exception {
        assertThat(done("docs/tutorial/first-job.md"))
                .contains("READY", "job SUCCEEDED", "hello from");
    }

    @ParameterizedTest
    @MethodSource("guides")
    void whatAGuideSaysCanBeDone(Path guide) throws Exception {
        assertThat(done("docs/how-to/" + guide)).isNotBlank();
    }

    /// Those with a tested block; a command that looks for what it should have said is how they
    /// check themselves.
    static List<Path> guides() throws IOException {
        try (Stream<Path> pages = Files.list(Checkout.find().root().resolve("docs/how-to"))) {
            return pages.filter(page -> !commands(page).isEmpty())
                    .map(Path::getFileName)
                    .sorted()
                    .toList();
        }
    }

    /// @return what was said
    private static String done(String page) throws Exception {
        Stage stage = Stage.open();
        assumeTrue(
                stage.isolates(),
                "the tutorial's jobs need bubblewrap: apt-get install bubblewrap");
        Path root = Checkout.find().root();
        Files.createDirectories(root.resolve("target"));
        Path script = root.resolve("target/page.sh");
        Files.writeString(script, "set -euo pipefail\n" + commands(root.resolve(page)));
        var builder =
                // a command that waits for what never comes ends, and what was said tells where
                new ProcessBuilder("timeout", "-k", "5", "180", "bash", script.toString())
                        .directory(root.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("MERIDIAN_HOME", stage.system().home().toString());
        builder.environment().put("MERIDIAN_URL", stage.system().url().toString());
        String java = System.getProperty("java.home");
        builder.environment().put("JAVA_HOME", java);
        builder.environment().merge("PATH", java + "/bin", (path, bin) -> bin + ":" + path);

        Process shell = builder.start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(shell.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(shell.exitValue()).as(said).isZero();
        return said;
    }

    private static String commands(Path page) {
        try {
            return TESTED.matcher(Files.readString(page))
                    .results()
                    .map(block -> block.group(1).replaceAll("(?m)^ *\\$ ", ""))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

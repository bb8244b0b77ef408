package dev.meridian.verification.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The one browser of a run: Debian's Chromium, or another one of its kind that is installed.
final class Chrome {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static @Nullable Browser shared;

    private Chrome() {}

    /// It ends with the run.
    static synchronized Browser open() {
        if (shared == null) {
            Optional<Path> program = program();
            assumeTrue(
                    program.isPresent(),
                    "tests of the console need a browser: apt-get install chromium");
            Playwright playwright =
                    Playwright.create(
                            new Playwright.CreateOptions()
                                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Browser browser =
                    playwright
                            .chromium()
                            .launch(
                                    new BrowserType.LaunchOptions()
                                            .setExecutablePath(program.orElseThrow())
                                            // its sandbox refuses to run as root, and what it
                                            // shows here is our own
                                            .setArgs(List.of("--no-sandbox")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "stop-browser"));
            shared = browser;
        }
        return shared;
    }

    private static Optional<Path> program() {
        return NAMES.stream()
                .flatMap(name ->
                        Stream.of(System.getenv("PATH").split(":", -1))
                                .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

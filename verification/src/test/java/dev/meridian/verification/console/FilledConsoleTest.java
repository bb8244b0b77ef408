package dev.meridian.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.verification.Built;
import dev.meridian.verification.Home;
import dev.meridian.verification.local.Checkout;
import dev.meridian.verification.local.LocalSystem;
import dev.meridian.verification.local.Ports;
import dev.meridian.verification.seed.Seed;
import dev.meridian.verification.seed.Size;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Pages of a control plane that has run for months: each answers, and none is larger than people
/// wait for. `make bench-console` measures the same on a hundred times as much.
class FilledConsoleTest {

    private static final long MOST_BYTES = 300_000;
    private static final int ADDRESSES = 4;

    @Test
    void everyPageAnswersAndIsSmall() throws Exception {
        Checkout checkout = Built.checkout();
        Path home = Home.empty(checkout, "filled-console");
        try (LocalSystem system =
                        LocalSystem.start(
                                checkout,
                                home,
                                Ports.free(),
                                List.of("--meridian.loops.enabled=false"),
                                _ -> {});
                var visitor = new Visitor(system.url())) {
            Seed.fill(system.home(), Size.SMALL, _ -> {});
            visitor.signIn("admin", Files.readString(home.resolve("admin-password")).strip());

            Map<PageRoute, List<String>> pages =
                    new Crawl(visitor, PageRoute.all(checkout), ADDRESSES).addresses(List.of());

            List<String> wrong = new ArrayList<>();
            for (List<String> addresses : pages.values()) {
                for (String address : addresses) {
                    Visitor.Answer answer = visitor.get(address);
                    if (answer.status() != 200 || answer.plain() > MOST_BYTES) {
                        wrong.add(
                                "%s: status %d, %d bytes"
                                        .formatted(address, answer.status(), answer.plain()));
                    }
                }
            }
            assertThat(pages.get(new PageRoute("/"))).isNotEmpty();
            assertThat(wrong).isEmpty();
        }
    }
}

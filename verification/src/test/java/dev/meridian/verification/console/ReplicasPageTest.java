package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/// Whoever may look at the fleet sees who leads it, and follows the lease.
class ReplicasPageTest {
    private final Scene scene = Scene.open();

    @Test
    void theLeaderIsFollowed() {
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/failover");
            olga.main().getByText("Replicas").click();
            assertThat(olga.page()).hasTitle(java.util.regex.Pattern.compile("Replicas.*"));
            olga.watch("/replicas");
            Locator leader = olga.page().locator("#leader");
            assertThat(leader).containsText("which answers you");
            assertThat(leader).containsText("left, renewed each second");
            assertThat(olga.page().locator("#list")).containsText("Control planes (1)");
            String version = scene.client().all("/replicas").getFirst().path("version").asString();
            assertThat(olga.page().locator("#list")).containsText(version);

            // a part is fetched anew while the page stands
            String before = asOf(olga);
            assertThat(olga.page().locator("#as-of time")).not().hasAttribute("datetime", before);
            assertThat(olga.stillWatches()).as("it is followed live").isTrue();
            Screenshots.take(olga.page(), "replicas-leader", "light");
            Accessible.check(olga.page(), "replicas");
        }
    }

    private static String asOf(Reader reader) {
        return reader.page().locator("#as-of time").getAttribute("datetime");
    }
}

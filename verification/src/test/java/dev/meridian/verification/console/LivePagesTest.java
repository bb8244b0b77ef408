package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.meridian.cli.client.Json;
import org.junit.jupiter.api.Test;

/// Lists that stay open: they follow what happens and are never loaded again.
class LivePagesTest {

    private final Scene scene = Scene.open();

    @Test
    void jobsAndEventsFollowAJob() {
        try (Reader jobs = Reader.of(scene, Person.named("sam"));
                Reader events = Reader.of(scene, Person.named("sam"))) {
            jobs.watch("/jobs?text=comes-and-goes");
            events.watch("/events?project=nlp");
            String job = scene.jobs().endless("comes-and-goes");
            assertThat(list(jobs)).containsText("Running");
            assertThat(list(events)).containsText("comes-and-goes");
            scene.jobs().cancel(job);
            assertThat(list(jobs)).containsText("Cancelled");
            assertThat(jobs.stillWatches()).isTrue();
            assertThat(events.stillWatches()).isTrue();
        }
    }

    @Test
    void theQueueFollowsWhatWaits() {
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            sam.watch("/queue?project=nlp");
            String job = scene.jobs().impossible("waits-and-gives-up");
            Locator row = list(sam).locator("tr").filter(having("waits-and-gives-up"));
            assertThat(row).containsText("NoMatchingNode");
            scene.jobs().cancel(job);
            assertThat(row).hasCount(0);
            assertThat(sam.stillWatches()).isTrue();
        }
    }

    @Test
    void nodesFollowWhatOthersOrder() {
        String node = "/nodes/" + scene.node("ap-south");
        try (Reader victor = Reader.of(scene, Person.named("victor"))) {
            victor.watch("/nodes?region=ap-south");
            scene.post(node + "/cordon", "{\"reason\": \"a look at its fans\"}");
            assertThat(list(victor)).containsText("Cordoned");
            scene.client().post(node + "/uncordon", Json.object());
            assertThat(list(victor)).not().containsText("Cordoned");
            assertThat(victor.stillWatches()).isTrue();
        } finally {
            scene.client().post(node + "/uncordon", Json.object());
        }
    }

    private static Locator list(Reader reader) {
        return reader.page().locator("#list");
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}

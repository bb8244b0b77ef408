package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The list of jobs: filters that stand in the address, and orders to many jobs at once.
class JobsPageTest {

    private final Scene scene = Scene.open();

    @Test
    void filtersStandInTheAddress() {
        String wanted = scene.jobs().impossible("needle-in-hay");
        scene.jobs().impossible("only-hay");
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            sam.go("/jobs");
            sam.page().getByLabel("Name has").fill("needle");
            sam.press("Search");
            assertThat(sam.page()).hasURL(java.util.regex.Pattern.compile(".*text=needle.*"));
            assertThat(sam.main()).containsText("needle-in-hay");
            assertThat(sam.main()).not().containsText("only-hay");
            String address = sam.address();

            sam.link("needle-in-hay").click();
            assertThat(sam.page())
                    .hasURL(java.util.regex.Pattern.compile(".*/jobs/" + wanted + ".*"));
            sam.page().goBack();
            assertThat(sam.address()).isEqualTo(address);
            assertThat(sam.page().getByLabel("Name has")).hasValue("needle");
        } finally {
            scene.jobs().cancel(wanted);
        }
    }

    @Test
    void manyAreCancelledAfterALookAtThem() {
        List<String> jobs =
                List.of(
                        scene.jobs().endless("flock-one"),
                        scene.jobs().endless("flock-two"),
                        scene.jobs().endless("flock-three"));
        jobs.forEach(job -> scene.jobs().await(job, "RUNNING"));
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            sam.go("/jobs?text=flock");
            choose(sam.page(), "flock-one");
            choose(sam.page(), "flock-two");
            sam.press("Cancel…");
            assertThat(sam.main()).containsText("Cancel 2 jobs?");
            assertThat(sam.main()).containsText("flock-one");
            assertThat(sam.main()).not().containsText("flock-three");
            assertThat(scene.jobs().state(jobs.getFirst())).isEqualTo("RUNNING");
            Screenshots.take(sam.page(), "bulk-preview", "light");
            Accessible.check(sam.page(), "light");

            sam.page().getByLabel("Reason").fill("a test of many");
            sam.press("Cancel 2 jobs");
            scene.jobs().await(jobs.get(0), "CANCELLED");
            scene.jobs().await(jobs.get(1), "CANCELLED");
            assertThat(scene.jobs().state(jobs.get(2))).isEqualTo("RUNNING");
        } finally {
            scene.jobs().cancel(jobs.get(2));
        }
    }

    private static void choose(Page page, String name) {
        page.getByLabel("Choose " + name).check();
    }
}

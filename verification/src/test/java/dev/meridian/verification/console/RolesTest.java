package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Two people of different roles in front of the same pages: what one may not is not shown to them,
/// and refused when it is tried all the same.
class RolesTest {

    private final Scene scene = Scene.open();

    @Test
    void whoMayOnlyLookIsOfferedNothingElse() {
        String job = scene.jobs().endless("seen-by-two");
        scene.jobs().await(job, "RUNNING");
        try (Reader sam = Reader.of(scene, Person.named("sam"));
                Reader victor = Reader.of(scene, Person.named("victor"))) {
            for (Reader reader : List.of(sam, victor)) {
                assertThat(reader.go("/jobs/" + job)).isEqualTo(200);
                assertThat(reader.page().locator("h1")).containsText("seen-by-two");
            }
            assertThat(sam.page().locator("[data-dialog=order-cancel]")).isVisible();
            assertThat(victor.page().locator("[data-dialog=order-cancel]").count()).isZero();
            assertThat(titles(sam)).contains("Submit");
            assertThat(titles(victor)).doesNotContain("Submit", "Users", "Audit");
            Screenshots.take(victor.page(), "job-of-a-viewer", "light");

            assertThat(victor.tries("/jobs/" + job + "/cancel", Map.of("reason", "no")))
                    .isEqualTo(403);
            assertThat(victor.go("/submit")).isEqualTo(403);
            assertThat(victor.go("/users")).isEqualTo(403);
            assertThat(scene.jobs().state(job)).isEqualTo("RUNNING");
        } finally {
            scene.jobs().cancel(job);
        }
    }

    @Test
    void onlyOperatorsTouchNodes() {
        String node = scene.node("ap-south");
        try (Reader olga = Reader.of(scene, Person.named("olga"));
                Reader victor = Reader.of(scene, Person.named("victor"))) {
            olga.go("/nodes/" + node);
            victor.go("/nodes/" + node);
            assertThat(olga.page().locator("#standing button[data-dialog=drain]")).isVisible();
            assertThat(victor.page().locator("button[data-dialog=drain]").count()).isZero();
            assertThat(victor.tries("/nodes/" + node + "/drain", Map.of("reason", "no")))
                    .isEqualTo(403);
            assertThat(scene.client().get("/nodes/" + node).path("state").asString())
                    .isEqualTo("READY");
        }
    }

    /// A job of a project that somebody does not see is not there for them.
    @Test
    void theJobsOfOthersAreNotThere() {
        String job =
                scene.client()
                        .submit(
                                "{name: of-vision, project: vision, taskGroups: [{resources: {cpu: 1, accelerators: \"B200:8\"}, task: {driver: process, command: [\"true\"]}}]}")
                        .path("id")
                        .asString();
        try (Reader victor = Reader.of(scene, Person.named("victor"))) {
            assertThat(victor.go("/jobs/" + job)).isEqualTo(404);
            victor.go("/jobs?text=of-vision");
            assertThat(victor.main()).containsText("No job is like that");
        } finally {
            scene.jobs().cancel(job);
        }
    }

    /// By the names in the navigation.
    private static List<String> titles(Reader reader) {
        return reader.page().locator(".nav-link-title").all().stream()
                .map(Locator::innerText)
                .toList();
    }
}

package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A node is closed, emptied and opened again from its page.
class NodePageTest {

    private final Scene scene = Scene.open();
    private final String node = scene.node("us-east");

    @AfterEach
    void open() {
        scene.post("/nodes/" + node + "/uncordon", "{\"reason\": \"the test is over\"}");
    }

    @Test
    void anOperatorCordonsAndOpensIt() {
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/nodes/" + node);
            order(olga, "Cordon", "a loud fan");
            assertThat(standing(olga)).containsText("Cordoned");
            assertThat(standing(olga)).containsText("a loud fan");
            order(olga, "Uncordon", "it is quiet");
            assertThat(standing(olga)).containsText("Ready");
        }
    }

    @Test
    void aSuspiciousOneIsQuarantined() {
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/nodes/" + node);
            order(olga, "Quarantine", "it lies about its disks");
            assertThat(standing(olga)).containsText("Quarantined");
            assertThat(standing(olga)).containsText("it lies about its disks");
            olga.go("/nodes?state=QUARANTINED");
            assertThat(olga.page().locator("#list")).containsText("agent-us-east");
        }
    }

    @Test
    void aDrainIsFollowedUntilItIsEmpty() {
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/nodes/" + node);
            order(olga, "Drain", "new disks");
            assertThat(standing(olga)).containsText("Draining");
            assertThat(standing(olga)).containsText("Empty since");
            Screenshots.take(olga.page(), "node-drained", "light");
        }
    }

    @Test
    void whatItMeasuredIsDrawn() {
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/nodes/" + node);
            assertThat(olga.page().locator(".plot canvas, .plot svg").first()).isVisible();
        }
    }

    /// The map is drawn on a canvas; the table below it says the same in words.
    @Test
    void theHeatMapShowsEachNode() {
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/nodes");
            Locator map = olga.page().locator("#heat-canvas");
            assertThat(map).isVisible();
            map.focus();
            olga.page().keyboard().press("ArrowRight");
            assertThat(olga.page().locator("#heat-said")).containsText("agent-");
            olga.page().keyboard().press("Enter");
            assertThat(olga.page())
                    .hasURL(java.util.regex.Pattern.compile(".*/nodes/[0-9a-f-]{36}"));
        }
    }

    private static Locator standing(Reader reader) {
        return reader.page().locator("#standing");
    }

    private static void order(Reader reader, String order, String why) {
        standing(reader)
                .locator("button[data-dialog=" + order.toLowerCase(java.util.Locale.ROOT) + "]")
                .click();
        Locator dialog = reader.page().locator("dialog[open]");
        dialog.getByLabel("Why").fill(why);
        dialog.locator("button:not([type=button])").click();
        reader.page().waitForLoadState();
        assertThat(reader.page().locator("#problem").innerText()).isBlank();
    }
}

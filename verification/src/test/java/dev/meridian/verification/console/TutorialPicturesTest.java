package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotCaret;
import dev.meridian.verification.local.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Does what the tutorial of the console tells, and takes its pictures: `make screenshots` puts
/// them beside it.
class TutorialPicturesTest {

    private static final Pattern FIRST_SPEC = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    private final Scene scene = Scene.open();

    @Test
    void theTutorialWorksAsItIsWritten() throws Exception {
        Browser.NewContextOptions screen = Reader.desk().setViewportSize(1280, 800);
        try (Reader reader = Reader.nobody(scene, screen)) {
            Page page = reader.page();
            reader.go("/sign-in");
            take(page, "sign-in");
            reader.signIn(scene.admin().name(), scene.admin().password());
            assertThat(reader.main()).containsText("eu-west");
            take(page, "fleet");

            reader.link("Submit").first().click();
            page.locator("#spec").fill(spec());
            assertThat(page.locator("#plan")).containsText("agent-");
            take(page, "submit");

            reader.press("Submit");
            assertThat(page).hasURL(Pattern.compile(".*/jobs/[0-9a-f-]{36}.*"));
            assertThat(page.locator("h1")).containsText("Running");
            take(page, "job");
            reader.go(reader.path() + "/logs");
            assertThat(page.locator("#log")).containsText("epoch 3");
            take(page, "log");

            String waits = scene.jobs().impossible("eight-gpus-please");
            reader.go("/jobs/" + waits);
            assertThat(page.locator("#why")).containsText("NoMatchingNode");
            take(page, "waits");
            scene.jobs().cancel(waits);

            reader.go("/nodes");
            // what is drawn comes a moment after the page
            assertThat(page.locator("#heat-legend li").first()).isVisible();
            take(page, "nodes");
            reader.go("/nodes/" + scene.node("eu-west"));
            assertThat(page.locator("#standing")).containsText("Ready");
            assertThat(page.locator(".plot canvas, .plot svg").first()).isVisible();
            take(page, "node");
        }
    }

    private static void take(Page page, String name) {
        Path folder = Checkout.find().root().resolve("verification/target/screenshots/tutorial");
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(folder.resolve(name + ".png"))
                        .setCaret(ScreenshotCaret.INITIAL));
    }

    /// As the tutorial shows it, but for the driver: isolation is not what is looked at here.
    private static String spec() throws Exception {
        String text = Files.readString(Checkout.find().root().resolve("docs/tutorial/console.md"));
        var found = FIRST_SPEC.matcher(text);
        if (!found.find()) {
            throw new AssertionError("the tutorial has no spec");
        }
        return found.group(1).replace("command:", "driver: process\n    command:");
    }
}

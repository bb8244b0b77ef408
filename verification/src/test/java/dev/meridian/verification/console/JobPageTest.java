package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// One job: what changes on the open page by itself, what it wrote, why it is where it is.
class JobPageTest {

    private final Scene scene = Scene.open();

    @Test
    void theOpenPageFollowsTheJobWithoutBeingLoadedAgain() {
        String job = scene.jobs().endless("watched");
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            sam.go("/jobs/" + job);
            // what a new load would wipe out
            sam.page().evaluate("window.neverLoadedAgain = true");
            Locator title = sam.page().locator("h1");
            assertThat(title).containsText("Running");

            scene.jobs().cancel(job);
            assertThat(title).containsText("Cancelled");
            assertThat(sam.page().evaluate("window.neverLoadedAgain")).isEqualTo(true);
        }
    }

    @Test
    void aPersonStopsItAndSaysWhy() {
        String job = scene.jobs().endless("stopped-by-hand");
        scene.jobs().await(job, "RUNNING");
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            sam.go("/jobs/" + job);
            sam.page().locator("[data-dialog=order-cancel]").click();
            Locator dialog = sam.page().locator("dialog[open]");
            assertThat(dialog).containsText("Cancel stopped-by-hand?");
            Screenshots.take(sam.page(), "job-cancel", "light");
            dialog.getByLabel("Reason").fill("enough of it");
            dialog.locator("button.btn-danger").click();
            scene.jobs().await(job, "CANCELLED");
            sam.go("/jobs/" + job);
            assertThat(sam.main()).containsText("enough of it");
            assertThat(sam.page().locator("[data-dialog=order-retry]")).isVisible();
        }
    }

    @Test
    void aPersonHoldsItBackLetsItGoAndRunsItAgain() {
        String job = scene.jobs().endless("on-and-off");
        scene.jobs().await(job, "RUNNING");
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            sam.go("/jobs/" + job);
            Locator title = sam.page().locator("h1");
            order(sam, "suspend");
            assertThat(title).containsText("Suspended");
            order(sam, "resume");
            assertThat(title).containsText("Running");
            order(sam, "cancel");
            assertThat(title).containsText("Cancelled");
            order(sam, "retry");
            assertThat(title).containsText("Running");
            sam.go("/jobs/" + job);
            Screenshots.take(sam.page(), "job-of-many-attempts", "light");
        } finally {
            scene.jobs().cancel(job);
        }
    }

    private static void order(Reader reader, String order) {
        reader.confirm(reader.page().locator("[data-dialog=order-" + order + "]"));
    }

    @Test
    void itsLogGrowsOnThePageIsSearchedAndTakenAway() throws Exception {
        String job = scene.jobs().endless("talks");
        scene.jobs().await(job, "RUNNING");
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            sam.go("/jobs/" + job + "/logs");
            Locator log = sam.page().locator("#log");
            assertThat(log).containsText("line 2");
            String soFar = log.innerText();
            int next = soFar.lines().toList().size() + 2;
            assertThat(log).containsText("line " + next);
            Screenshots.take(sam.page(), "job-log", "light");
            Accessible.check(sam.page(), "light");

            sam.page().getByLabel("Lines with").fill("line 1");
            sam.press("Show");
            assertThat(sam.main()).containsText("“line 1”");
            assertThat(sam.page().locator(".found li").first()).containsText("line 1");

            Download file = sam.page().waitForDownload(() -> sam.link("Download").click());
            assertThat(Files.readString(file.path())).startsWith("line 1\nline 2\n");
        } finally {
            scene.jobs().cancel(job);
        }
    }

    @Test
    void whyItIsWhereItIsIsToldGoalByGoal() {
        String job = scene.jobs().endless("well-placed");
        scene.jobs().await(job, "RUNNING");
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            sam.go("/jobs/" + job + "/placement");
            assertThat(sam.main()).containsText("price");
            Screenshots.take(sam.page(), "job-placement", "light");
        } finally {
            scene.jobs().cancel(job);
        }
    }

    @Test
    void whyItWaitsIsToldOnItsPageAndInTheQueue() {
        String job = scene.jobs().impossible("waits-for-ever");
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            sam.go("/jobs/" + job);
            assertThat(sam.page().locator("#why")).containsText("NoMatchingNode");
            Screenshots.take(sam.page(), "job-waits", "light");
            sam.go("/queue?project=nlp");
            Locator row =
                    sam.page()
                            .locator("tr")
                            .filter(new Locator.FilterOptions().setHasText("waits-for-ever"));
            assertThat(row).containsText("NoMatchingNode");
            row.getByRole(com.microsoft.playwright.options.AriaRole.LINK).first().click();
            assertThat(sam.page()).hasURL(java.util.regex.Pattern.compile(".*/jobs/" + job));
        } finally {
            scene.jobs().cancel(job);
        }
    }

    /// Tabs, links and buttons are reached by the keyboard alone.
    @Test
    void theKeyboardIsEnough() {
        String job = scene.jobs().impossible("by-keyboard");
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            sam.go("/jobs?text=by-keyboard");
            Page page = sam.page();
            page.keyboard().press("Tab");
            assertThat(page.locator(":focus")).hasText("Skip to the content");
            page.keyboard().press("Enter");
            for (int i = 0; i < 60 && !focus(page).equals("by-keyboard"); i++) {
                page.keyboard().press("Tab");
            }
            page.keyboard().press("Enter");
            assertThat(page).hasURL(java.util.regex.Pattern.compile(".*/jobs/" + job));
        } finally {
            scene.jobs().cancel(job);
        }
    }

    private static String focus(Page page) {
        return String.valueOf(page.evaluate("document.activeElement.innerText ?? ''"));
    }
}

package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What happened, narrowed down by filters that stand in the address.
class EventsPageTest {

    private final Scene scene = Scene.open();

    @Test
    void filtersStandInTheAddressAndGoOneByOne() {
        String job = scene.jobs().submit("told-of", "exit 0");
        scene.jobs().await(job, "SUCCEEDED");
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            Page page = sam.page();
            sam.go("/events");
            page.getByLabel("Kind").selectOption("SUCCEEDED");
            page.getByLabel("Project").fill("nlp");
            page.getByLabel("Job, by id").fill(job);
            sam.press("Filter");
            assertThat(page)
                    .hasURL(Pattern.compile(".*/events\\?.*kind=SUCCEEDED.*job=" + job + ".*"));
            assertThat(page.locator("#list tbody tr")).hasCount(1);
            assertThat(page.locator("#list tbody")).containsText("told-of");

            String address = sam.address();
            page.reload();
            assertThat(sam.address()).isEqualTo(address);
            assertThat(page.getByLabel("Kind")).hasValue("SUCCEEDED");

            page.locator(".chips a").filter(new Locator.FilterOptions().setHasText("kind")).click();
            assertThat(page).hasURL(Pattern.compile("^(?!.*kind=).*job=" + job + ".*"));
            assertThat(page.locator("#list tbody")).containsText("Submitted");
            sam.link("told-of").first().click();
            assertThat(page).hasURL(Pattern.compile(".*/jobs/" + job));
        }
    }

    @Test
    void whatCannotBeReadIsSaidOnAPage() {
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            assertThat(sam.go("/events?from=yesterday")).isEqualTo(400);
            assertThat(sam.main()).containsText("yesterday");
        }
    }
}

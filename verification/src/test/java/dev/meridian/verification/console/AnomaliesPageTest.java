package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/// The page of what left its band: it teaches while there is nothing, and its filters stand in the
/// address.
class AnomaliesPageTest {
    private final Scene scene = Scene.open();

    @Test
    void whileNothingIsWrongItSaysWhatIsWatched() {
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            sam.go("/");
            sam.link("Anomalies").first().click();
            assertThat(sam.main()).containsText("Nothing has left its band");
            assertThat(sam.main()).containsText("meridian get anomalies");
            Accessible.check(sam.page(), "anomalies");
            Screenshots.take(sam.page(), "anomalies-empty", "light");

            Page page = sam.page();
            page.getByLabel("State").selectOption("OPEN");
            page.getByLabel("Metric").fill("gpu.temperature");
            sam.press("Filter");
            assertThat(sam.main()).containsText("No anomaly is like that");
            assertThat(sam.address()).contains("state=OPEN").contains("metric=gpu.temperature");
        }
    }

    @Test
    void whatCannotBeReadIsSaidOnAPage() {
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            assertThat(sam.go("/anomalies?state=odd")).isEqualTo(400);
            assertThat(sam.main()).containsText("odd");
        }
    }
}

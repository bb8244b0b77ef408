package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/// Forecasts: found by filters that stand in the address, drawn with their band, and models that a
/// viewer may look at.
class ForecastPagesTest {
    private final Scene scene = Scene.open();

    @Test
    void aSeriesIsFoundDrawnAndToldWithItsErrors() {
        scene.foresee();
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/");
            olga.link("Forecasts").first().click();
            Page page = olga.page();
            page.getByLabel("Name").fill("eu-west/recorded");
            olga.press("Filter");
            page.waitForURL(address -> address.contains("owner=eu-west"));
            assertThat(page.locator("#list")).containsText("eu-west/recorded");
            Screenshots.take(page, "forecasts", "light");
            Accessible.check(page, "forecasts");

            page.locator("#list th a").first().click();
            assertThat(page.locator(".band-plot canvas").first()).isVisible();
            assertThat(olga.main()).containsText("Who says what, 1h ahead");
            assertThat(olga.main()).containsText("Holt-Winters");
            assertThat(olga.main()).containsText("Of the last value");
            Screenshots.take(page, "forecast", "light");
            Accessible.check(page, "forecast");
            olga.link("4h").first().click();
            page.waitForURL(address -> address.contains("lead=4h"));
            assertThat(olga.main()).containsText("Errors by day, 4h ahead");
        }
    }

    @Test
    void modelsTeachWhileThereAreNone() {
        try (Reader victor = Reader.of(scene, Person.named("victor"))) {
            victor.go("/forecasts/models");
            assertThat(victor.main()).containsText("Models");
            assertThat(victor.page().getByText("Roll back")).hasCount(0);
            Screenshots.take(victor.page(), "forecast-models", "light");
            Accessible.check(victor.page(), "forecast-models");
        }
    }
}

package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/// Forecasts: found by filters that stand in the address, drawn with their band, and models that a
/// viewer may look at.
class ForecastPagesTest {
    private final Scene scene = Scene.open();

    /// How many points each line of the plot has that can be drawn.
    private static final String DRAWN =
            """
            name => echarts.getInstanceByDom(document.querySelector('.band-plot')).getOption().series
              .find(line => line.name === name).data.filter(point => point[1] != null).length
            """;

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
            assertThat(points(page, "came")).as("of a day that is over").isGreaterThan(80);
            assertThat(points(page, "p05 to p95")).isGreaterThan(points(page, "came"));
            assertThat(points(page, "expected")).isEqualTo(points(page, "p05 to p95"));
            assertThat(points(page, "provide for")).as("ahead").isEqualTo(8);
            assertThat(olga.main()).containsText("Who says what, 1h ahead");
            assertThat(rows(page, "Who says what").filter(having("Holt-Winters"))).hasCount(1);
            assertThat(rows(page, "Expected")).hasCount(8);
            assertThat(olga.main()).containsText("Of the last value");
            assertThat(rows(page, "Errors by day").first()).containsText("%");
            Screenshots.take(page, "forecast", "light");
            Accessible.check(page, "forecast");
            olga.link("4h").first().click();
            page.waitForURL(address -> address.contains("lead=4h"));
            assertThat(olga.main()).containsText("Errors by day, 4h ahead");
        }
    }

    private static int points(Page page, String line) {
        return ((Number) page.evaluate(DRAWN, line)).intValue();
    }

    private static Locator rows(Page page, String table) {
        return page.locator("[aria-label='" + table + "'] tbody tr");
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
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

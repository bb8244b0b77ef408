package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.meridian.cli.client.Json;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The first page: regions on the map, the ways between them, and the tables that say the same.
class FleetPageTest {

    private final Scene scene = Scene.open();

    @Test
    void regionsStandOnTheMapWithTheWaysBetweenThem() {
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/");
            assertThat(spot(olga, "eu-west")).isVisible();
            assertThat(spot(olga, "us-east")).isVisible();
            assertThat(spot(olga, "eu-west").locator("title").textContent())
                    .matches("eu-west: \\d+ nodes?, .* of CPU given away, \\$[\\d.]+ per hour");
            Locator way = olga.page().locator(".map .way");
            assertThat(way.locator("title").first().textContent())
                    .contains("eu-west", "us-east", "81 ms");
            Locator ways = olga.main().locator("tr").filter(having("us-east")).filter(having("81"));
            assertThat(ways).containsText("81 ms");
            assertThat(ways).containsText("$0.09");
        }
    }

    @Test
    void theKeyboardLeadsFromTheMapToTheNodesOfARegion() {
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/");
            spot(olga, "eu-west").focus();
            olga.page().keyboard().press("Enter");
            assertThat(olga.page()).hasURL(Pattern.compile(".*/nodes\\?region=eu-west"));
            assertThat(olga.page().locator("#list")).containsText("agent-eu-west");
            assertThat(olga.page().locator("#list")).not().containsText("agent-us-east");
        }
    }

    @Test
    void itFollowsWhatBecomesOfNodes() {
        String node = "/nodes/" + scene.node("ap-south");
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.watch("/");
            scene.post(node + "/cordon", "{\"reason\": \"a look at its fans\"}");
            assertThat(olga.page().locator("#fleet")).containsText("Cordoned");
            assertThat(olga.stillWatches()).isTrue();
        } finally {
            scene.client().post(node + "/uncordon", Json.object());
        }
    }

    private static Locator spot(Reader reader, String region) {
        return reader.page().locator("svg.map a.spot").filter(having(region));
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}

package dev.meridian.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import dev.meridian.cli.client.Json;
import dev.meridian.verification.local.Checkout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every page: it is found by links, works in light and dark, on a phone and without
/// JavaScript, for people who do not see it as well, and says when it was true.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageTest {

    /// The heat map knows names and not ids; evidence leads to anomalies, and here are none.
    private static final List<String> BY_OTHERS = List.of("/nodes/named", "/anomalies/{id}");

    /// What scripts draw, and the sign that the page is live, come a moment after the page.
    private static final String DRAWN =
            """
            () => Boolean((!document.querySelector('#heat') || document.querySelector('#heat-legend li'))
              && (!document.querySelector('.band-plot') || document.querySelector('.band-plot canvas'))
              && (!document.querySelector('#plots') || document.querySelector('#plots canvas'))
              && (!document.body.dataset.live || document.querySelector('#live-sign').dataset.state))
            """;

    private static final ViewportSize DESK = new ViewportSize(1440, 900);
    private static final ViewportSize PHONE = new ViewportSize(390, 844);

    private final Scene scene = Scene.open();
    private Map<PageRoute, List<String>> pages = Map.of();
    private List<String> shown = List.of();
    private final Reader whole = Reader.of(scene, scene.admin());
    private final Reader plain =
            Reader.of(scene, scene.admin(), Reader.desk().setJavaScriptEnabled(false));

    @BeforeAll
    void find() {
        String runs = scene.jobs().endless("train-and-tell");
        scene.jobs().await(runs, "RUNNING");
        scene.jobs().impossible("too-large-a-wish");
        scene.jobs().await(scene.jobs().submit("said-and-done", "echo done"), "SUCCEEDED");
        scene.jobs().await(scene.jobs().submit("came-to-nothing", "echo oh >&2; exit 3"), "FAILED");
        scene.post(
                "/nodes/" + scene.node("ap-south") + "/quarantine?propose=true",
                "{\"reason\": \"its fans scream\"}");
        // begun and called off: its page is there, and nothing has happened
        String drill =
                scene.client()
                        .post(
                                "/regions/" + scene.jobs().region(runs) + "/drill",
                                Json.object().put("project", "nlp"))
                        .path("id")
                        .asString();
        scene.client().post("/drills/" + drill + "/abort", Json.object());
        scene.foresee();
        try (var visitor = new Visitor(scene.system().url())) {
            visitor.signIn(scene.admin().name(), scene.admin().password());
            pages =
                    new Crawl(visitor, PageRoute.all(Checkout.find()), 1)
                            .addresses(List.of("/jobs/" + runs));
            shown =
                    pages.values().stream()
                            .flatMap(List::stream)
                            .filter(address -> visitor.get(address).isPage())
                            .toList();
        }
    }

    @AfterAll
    void leave() {
        plain.close();
        whole.close();
    }

    List<String> addresses() {
        return shown;
    }

    @Test
    void aLinkLeadsToEveryPage() {
        assertThat(pages).isNotEmpty();
        assertThat(
                        pages.entrySet().stream()
                                .filter(page -> page.getValue().isEmpty())
                                .map(page -> page.getKey().path())
                                .filter(path -> !BY_OTHERS.contains(path)))
                .as("pages to which no link leads")
                .isEmpty();
    }

    /// Loaded once, looked at in each way: only without JavaScript it is another page.
    @ParameterizedTest
    @MethodSource("addresses")
    void isWholeInEveryLook(String address) {
        String name = Screenshots.name(address);
        Page page = whole.page();
        look(page, ColorScheme.LIGHT, DESK);
        assertThat(whole.go(address)).isEqualTo(200);
        assertThat(page.locator("h1").count()).as("one heading").isEqualTo(1);
        assertThat(page.locator("#as-of time").getAttribute("datetime")).endsWith("Z");
        assertThat(timesForPeopleAlone(page)).as("times without a date for programs").isEqualTo(0);
        awaitDrawn(page);
        assertThat(page.locator("#live-sign[data-state]:not([data-state=live])").count())
                .as("pages that should be live and are not")
                .isEqualTo(0);
        Screenshots.take(page, name, "light");
        Accessible.check(page, "light");

        look(page, ColorScheme.DARK, DESK);
        Screenshots.take(page, name, "dark");
        Accessible.checkColours(page, "dark");

        look(page, ColorScheme.LIGHT, PHONE);
        Screenshots.take(page, name, "phone");
        assertThat(beyondTheScreen(page)).as("pixels to the right of a phone").isEqualTo(0);
    }

    /// For reading it needs no JavaScript: the same page, with a heading and something to read.
    @ParameterizedTest
    @MethodSource("addresses")
    void isReadWithoutJavaScript(String address) {
        assertThat(plain.go(address)).isEqualTo(200);
        assertThat(plain.page().locator("h1").innerText()).isNotBlank();
        assertThat(plain.main().innerText()).isNotBlank();
    }

    private static void awaitDrawn(Page page) {
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(1))
                .until(() -> Boolean.TRUE.equals(page.evaluate(DRAWN)));
    }

    private static void look(Page page, ColorScheme colours, ViewportSize size) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
        page.setViewportSize(size.width, size.height);
    }

    private static Object timesForPeopleAlone(Page page) {
        return page.evaluate(
                "[...document.querySelectorAll('time:not([datetime])')].filter(time => !/^\\s*[–—]?\\s*$/.test(time.textContent)).length");
    }

    private static Object beyondTheScreen(Page page) {
        return page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }
}

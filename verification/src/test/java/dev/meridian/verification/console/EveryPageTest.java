package dev.meridian.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.meridian.verification.local.Checkout;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    /// The heat map knows names and not ids.
    private static final List<String> BY_SCRIPTS = List.of("/nodes/named");

    private final Scene scene = Scene.open();
    private Map<PageRoute, List<String>> pages = Map.of();
    private List<String> shown = List.of();
    private Readers readers = new Readers();

    /// The same person at a desk by day and by night, on a phone, and with JavaScript turned off.
    private final class Readers {
        private final Reader light = reader(Reader.desk());
        private final Reader dark = reader(Reader.desk().setColorScheme(ColorScheme.DARK));
        private final Reader phone = reader(Reader.phone());
        private final Reader plain = reader(Reader.desk().setJavaScriptEnabled(false));

        private static Reader reader(Browser.NewContextOptions options) {
            Scene scene = Scene.open();
            return Reader.of(scene, scene.admin(), options);
        }

        void close() {
            Stream.of(light, dark, phone, plain).forEach(Reader::close);
        }
    }

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
        readers.close();
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
                                .filter(path -> !BY_SCRIPTS.contains(path)))
                .as("pages to which no link leads")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void isWhole(String address) {
        Page page = readers.light.page();
        assertThat(readers.light.go(address)).isEqualTo(200);
        assertThat(page.locator("h1").count()).as("one heading").isEqualTo(1);
        assertThat(page.locator("#as-of time").getAttribute("datetime")).endsWith("Z");
        assertThat(
                        page.locator("time:not([datetime])").all().stream()
                                .map(Locator::innerText)
                                .filter(text -> !text.isBlank() && !text.matches("[–—]")))
                .as("times without a date for programs")
                .isEmpty();
        Screenshots.take(page, Screenshots.name(address), "light");
        Accessible.check(page, "light");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void isWholeInTheDark(String address) {
        readers.dark.go(address);
        Screenshots.take(readers.dark.page(), Screenshots.name(address), "dark");
        Accessible.check(readers.dark.page(), "dark");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void fitsOnAPhone(String address) {
        readers.phone.go(address);
        Screenshots.take(readers.phone.page(), Screenshots.name(address), "phone");
        Object beyond =
                readers.phone
                        .page()
                        .evaluate(
                                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) beyond).intValue()).as("pixels to the right of the screen").isZero();
    }

    /// For reading it needs no JavaScript: the same heading, and no less to read.
    @ParameterizedTest
    @MethodSource("addresses")
    void isReadWithoutJavaScript(String address) {
        assertThat(readers.plain.go(address)).isEqualTo(200);
        readers.light.go(address);
        assertThat(readers.plain.page().locator("h1").innerText())
                .isEqualTo(readers.light.page().locator("h1").innerText());
        assertThat(readers.plain.main().innerText()).isNotBlank();
        Screenshots.take(readers.plain.page(), Screenshots.name(address), "plain");
    }
}

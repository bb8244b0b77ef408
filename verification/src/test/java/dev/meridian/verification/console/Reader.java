package dev.meridian.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Somebody in front of the console, with a session of their own.
///
/// Whatever the browser complains of, an error of a script or something that the content policy
/// forbids, fails the test when the reader leaves.
final class Reader implements AutoCloseable {

    /// For what a plane on a busy machine does in its own time.
    private static final double PATIENCE_MS = 60_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    /// Of those who have signed in during this run, by name: a slow hash for each test would be in
    /// vain.
    private static final Map<String, String> SESSIONS = new ConcurrentHashMap<>();

    private final URI console;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Reader(URI console, Browser.NewContextOptions options) {
        this.console = console;
        this.context = Chrome.open().newContext(options.setTimezoneId("UTC").setLocale("en-GB"));
        context.setDefaultTimeout(PATIENCE_MS);
        this.page = context.newPage();
        page.onConsoleMessage(this::listen);
        page.onPageError(error -> complaints.add(page.url() + " " + error));
    }

    static Browser.NewContextOptions desk() {
        return new Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setAcceptDownloads(true)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(ColorScheme.LIGHT);
    }

    static Reader nobody(Scene scene, Browser.NewContextOptions options) {
        return new Reader(scene.system().url(), options);
    }

    /// In the one session of this person that readers share; who ends it, or makes another of it,
    /// comes by [#anew].
    static Reader of(Scene scene, Person person, Browser.NewContextOptions options) {
        String session = SESSIONS.get(person.name());
        if (session != null) {
            return nobody(scene, options.setStorageState(session));
        }
        Reader reader = anew(scene, person, options);
        SESSIONS.put(person.name(), reader.context.storageState());
        return reader;
    }

    /// Signed in by the form.
    static Reader anew(Scene scene, Person person, Browser.NewContextOptions options) {
        Reader reader = nobody(scene, options);
        reader.go("/sign-in");
        reader.signIn(person.name(), person.password());
        assertThat(reader.path()).as("%s is signed in", person.name()).isNotEqualTo("/sign-in");
        return reader;
    }

    static Reader of(Scene scene, Person person) {
        return of(scene, person, desk());
    }

    void signIn(String user, String password) {
        page.getByLabel("User", new Page.GetByLabelOptions().setExact(true)).fill(user);
        page.getByLabel("Password").fill(password);
        press("Sign in");
        page.waitForLoadState();
    }

    /// @return the status of the answer
    int go(String path) {
        Response response = page.navigate(console.resolve(path).toString());
        return Objects.requireNonNull(response).status();
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /// Loads a page that is expected to follow what happens, and marks it: a new load would wipe
    /// the mark out.
    void watch(String path) {
        assertThat(go(path)).isEqualTo(200);
        page.evaluate("window.loadedOnce = true");
    }

    /// Whether the page that [#watch] loaded is still there.
    boolean stillWatches() {
        return Boolean.TRUE.equals(page.evaluate("window.loadedOnce === true"));
    }

    /// Opens the question behind a button, answers it and waits for the page that follows.
    void confirm(Locator opener) {
        opener.click();
        page.locator("dialog[open] button:not([type=button])").click();
        page.waitForLoadState();
    }

    /// Sends a form that is not shown to them, with the token of their own session.
    ///
    /// @return the status of the answer
    int tries(String path, Map<String, String> fields) {
        String form =
                fields.entrySet().stream()
                        .map(field -> field.getKey() + ": '" + field.getValue() + "'")
                        .collect(Collectors.joining(", "));
        Object status =
                page.evaluate(
                        """
                        (() => {
                          const csrf = document.querySelector('meta[name=csrf]');
                          return fetch('%s', {method: 'POST', headers: {[csrf.dataset.header]: csrf.content},
                            body: new URLSearchParams({%s})}).then(r => r.status);
                        })()
                        """
                                .formatted(path, form));
        return ((Number) status).intValue();
    }

    String path() {
        return URI.create(page.url()).getPath();
    }

    /// With its query.
    String address() {
        URI now = URI.create(page.url());
        return now.getRawQuery() == null ? now.getPath() : now.getPath() + "?" + now.getRawQuery();
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    void press(String name) {
        button(name).first().click();
    }

    Locator main() {
        return page.locator("#main");
    }

    private void listen(ConsoleMessage message) {
        // what was refused is told by a status, which the test itself asks for
        if (message.type().equals("error")
                && !message.text().startsWith("Failed to load resource")) {
            complaints.add(page.url() + " " + message.text());
        }
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).as("what the browser complains of").isEmpty();
    }
}

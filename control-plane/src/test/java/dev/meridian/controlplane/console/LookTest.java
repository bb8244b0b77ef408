package dev.meridian.controlplane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What is the same on every page: policy, files, colours, errors.
@MeridianTest
class LookTest {
    private static final Pattern LOADED =
            Pattern.compile("(?:src|href)=\"(/(?:console|webjars)/[^\"#]+)");

    @Autowired Api api;
    @Autowired Home home;
    private Browser browser;

    @BeforeEach
    void signIn() {
        browser = Browser.of(api, "admin", home.read("admin-password").orElseThrow());
    }

    @Test
    void nothingIsLoadedFromElsewhereOrWrittenIntoThePage() {
        for (String path : List.of("/sign-in", "/", "/password", "/no-such-page")) {
            var page = browser.get(path);
            assertThat(page.header("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'self'", "script-src 'self';", "style-src 'self';")
                    .doesNotContain("unsafe");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(page.header("Cache-Control")).contains("no-store");
            assertThat(page.text())
                    .as(path)
                    .doesNotContainPattern("<[^>]+ style=|<[^>]+ on[a-z]+=\"|<style|<script>")
                    .doesNotContainPattern("(src|href)=\"(https?:)?//");
        }
    }

    @Test
    void everyFileThatAPageLoadsIsThereAndKept() {
        String page = browser.get("/").text();
        var files = LOADED.matcher(page).results().map(one -> one.group(1)).distinct().toList();
        assertThat(files).hasSizeGreaterThan(6);
        for (String file : files) {
            var answer = new Browser(api).get(file);
            assertThat(answer.status()).as(file).isEqualTo(200);
            assertThat(answer.header("Cache-Control")).as(file).contains("immutable");
        }
        String icons =
                files.stream().filter(file -> file.endsWith("icons.svg")).findFirst().orElseThrow();
        String signs = browser.get(icons).text();
        assertThat(
                        Pattern.compile("icons\\.svg#([a-z]+)\"")
                                .matcher(page)
                                .results()
                                .map(use -> "id=\"" + use.group(1) + "\""))
                .allSatisfy(id -> assertThat(signs).contains(id));
    }

    @Test
    void theColoursThatSomebodyChoseStay() {
        assertThat(browser.get("/").text()).doesNotContain("data-bs-theme=");
        var chosen = browser.post("/theme", Map.of("theme", "dark", "back", "/password"));
        assertThat(chosen.status()).isEqualTo(303);
        assertThat(chosen.header("Location")).isEqualTo("/password");
        assertThat(browser.get("/").text()).contains("data-bs-theme=\"dark\"");
        assertThat(
                        browser.post("/theme", Map.of("theme", "x", "back", "//evil"))
                                .header("Location"))
                .isEqualTo("/");
        assertThat(browser.get("/").text()).doesNotContain("data-bs-theme=");
    }

    @Test
    void errorsArePagesForPeopleAndProblemsForPrograms() {
        var missing = browser.get("/no-such-page");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.text()).contains("There is no such thing", "/no-such-page", "Sign out");
        var file = browser.get("/console/no-such-file");
        assertThat(file.status()).isEqualTo(404);
        assertThat(file.text()).contains("There is no such thing", "/console/no-such-file");
        var part = browser.get("/no-such-page", "HX-Request", "true");
        assertThat(part.header("HX-Retarget")).isEqualTo("#problem");
        assertThat(part.text()).contains("alert").doesNotContain("<html");
        assertThat(browser.post("/", Map.of()).status()).isEqualTo(405);
        var problem = api.get("/no-such-page");
        assertThat(problem.header("Content-Type")).startsWith("application/problem+json");
    }
}

package dev.meridian.controlplane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Signing in and out, and what a session protects itself with.
@MeridianTest
class SessionTest {
    @Autowired Api api;
    @Autowired Home home;

    private Browser admin() {
        return Browser.of(api, "admin", home.read("admin-password").orElseThrow());
    }

    @Test
    void whoHasNotSignedInIsLedToTheDoorAndBack() {
        var browser = new Browser(api);
        var away = browser.get("/nodes?state=LOST");
        assertThat(away.status()).isEqualTo(302);
        assertThat(away.header("Location")).isEqualTo("/sign-in?to=%2Fnodes%3Fstate%3DLOST");
        assertThat(browser.get("/", "Accept", "application/json").status()).isEqualTo(401);
        assertThat(browser.get("/", "HX-Request", "true").header("HX-Refresh")).isEqualTo("true");

        assertThat(browser.get(away.header("Location")).text())
                .contains("Sign in to Meridian", "/nodes?state=LOST");
        var in =
                browser.post(
                        "/sign-in",
                        Map.of(
                                "user", "admin",
                                "password", home.read("admin-password").orElseThrow(),
                                "to", "/nodes?state=LOST"));
        assertThat(in.header("Location")).endsWith("/nodes?state=LOST");
    }

    @Test
    void signedInThePageSaysWhoAndOutIsOut() {
        Browser browser = admin();
        var page = browser.get("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("admin", "Sign out", "No host has joined yet", "as of");
        String session = session(browser);
        assertThat(browser.post("/sign-out", Map.of()).header("Location"))
                .endsWith("/sign-in?out");
        var again = new Browser(api).get("/", "Cookie", "meridian-session=" + session);
        assertThat(again.status()).isEqualTo(302);
    }

    @Test
    void theSessionIsAnotherAfterSigningInAndItsCookieIsOutOfReach() {
        var browser = new Browser(api);
        String set = browser.get("/sign-in").header("Set-Cookie");
        assertThat(set).contains("HttpOnly", "SameSite=Lax").doesNotContain("Secure");
        String before = session(browser);
        browser.post(
                "/sign-in",
                Map.of("user", "admin", "password", home.read("admin-password").orElseThrow()));
        assertThat(session(browser)).isNotEqualTo(before);
    }

    @Test
    void aFormWithoutItsProofIsRefused() {
        Browser browser = admin();
        assertThat(browser.post("/sign-out", Map.of("_csrf", "")).status()).isEqualTo(403);
        assertThat(browser.post("/theme", Map.of("_csrf", "x", "theme", "dark")).status())
                .isEqualTo(403);
        assertThat(browser.get("/").status()).isEqualTo(200);
    }

    @Test
    void aSessionIsNoTokenAndATokenNoSession() {
        Browser browser = admin();
        assertThat(browser.get("/api/v1/jobs").status()).isEqualTo(401);
        assertThat(api.get("/").status()).isEqualTo(404);
    }

    private static String session(Browser browser) {
        return browser.cookies().getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("meridian-session"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}

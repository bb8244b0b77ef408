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
    private static final String LONG = "quite a long password";

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
        assertThat(browser.post("/sign-out", Map.of()).header("Location")).endsWith("/sign-in?out");
        var again = new Browser(api).get("/", "Cookie", "meridian-session=" + session);
        assertThat(again.status()).isEqualTo(302);
    }

    @Test
    void theSessionIsAnotherAfterSigningInAndItsCookieIsOutOfReach() {
        var browser = new Browser(api);
        String form = browser.get("/sign-in").header("Set-Cookie");
        assertThat(form).contains("HttpOnly", "SameSite=Lax").doesNotContain("Secure");
        signIn(browser);
        String before = session(browser);
        browser.get("/sign-in");
        var set = signIn(browser).response().headers().allValues("Set-Cookie");
        assertThat(set)
                .anySatisfy(cookie ->
                        assertThat(cookie)
                                .contains("meridian-session=", "HttpOnly", "SameSite=Lax")
                                .doesNotContain("Secure"));
        assertThat(session(browser)).isNotEqualTo(before);
        assertThat(new Browser(api).get("/", "Cookie", "meridian-session=" + before).status())
                .as("the one before has ended")
                .isEqualTo(302);
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

    @Test
    void whoIsDisabledIsOutWithTheNextClick() {
        Browser ada = ada("ada");
        assertThat(ada.get("/").status()).isEqualTo(200);
        String user = user("ada");
        assertThat(
                        api.put(user, "{\"disabled\":true,\"grants\":[{\"role\":\"operator\"}]}")
                                .status())
                .isEqualTo(200);
        assertThat(ada.get("/").status()).isEqualTo(302);
        // nor does the same session work again later
        api.put(user, "{\"grants\":[{\"role\":\"operator\"}]}");
        assertThat(ada.get("/").status()).isEqualTo(302);
    }

    @Test
    void whatARoleMayIsAskedAtEachClick() {
        Browser bea = ada("bea");
        assertThat(bea.get("/").status()).isEqualTo(200);
        api.put(user("bea"), "{\"grants\":[]}");
        assertThat(bea.get("/").status()).isEqualTo(403);
    }

    @Test
    void aNewPasswordEndsEveryOtherSession() {
        Browser one = ada("cleo");
        Browser other = Browser.of(api, "cleo", LONG);
        assertThat(other.get("/password").text()).contains("Current password");
        assertThat(change(one, "wrong", LONG + "!").text()).contains("current password is another");
        assertThat(change(one, LONG, "short").text()).contains("12 to 200");
        var done = change(one, LONG, LONG + "!");
        assertThat(done.status()).as(done.text()).isEqualTo(302);
        assertThat(one.get("/password").text()).contains("every other session");
        assertThat(other.get("/").status()).isEqualTo(302);
        assertThat(Browser.of(api, "cleo", LONG + "!").get("/").status()).isEqualTo(200);
    }

    private Api.Answer signIn(Browser browser) {
        return browser.post(
                "/sign-in",
                Map.of("user", "admin", "password", home.read("admin-password").orElseThrow()));
    }

    private static Api.Answer change(Browser browser, String current, String next) {
        return browser.post("/password", Map.of("current", current, "next", next, "again", next));
    }

    private Browser ada(String name) {
        api.post(
                "/api/v1/users",
                "{\"name\":\"%s\",\"password\":\"%s\",\"grants\":[{\"role\":\"operator\"}]}"
                        .formatted(name, LONG));
        return Browser.of(api, name, LONG);
    }

    private String user(String name) {
        for (var user : api.get("/api/v1/users").json().path("items")) {
            if (user.path("name").asString().equals(name)) {
                return "/api/v1/users/" + user.path("id").asString();
            }
        }
        throw new AssertionError(name);
    }

    private static String session(Browser browser) {
        return browser.cookies().getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("meridian-session"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}

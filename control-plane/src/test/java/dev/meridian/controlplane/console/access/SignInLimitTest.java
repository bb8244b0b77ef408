package dev.meridian.controlplane.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Guesses passwords, at the door and behind it.
@MeridianTest
class SignInLimitTest {
    private static final int FORGIVEN = 10;

    @Autowired Api api;
    @Autowired Home home;

    private final SignInLimit limit = new SignInLimit(new SimpleMeterRegistry());

    @Test
    void whoGuessesTooOftenHasToWaitEvenWithTheRightPassword() {
        var browser = new Browser(api);
        browser.get("/sign-in");
        int tries = 0;
        int status = 302;
        // a few more than are forgiven may come through while the test goes on
        while (status == 302 && tries < 3 * FORGIVEN) {
            status =
                    browser.post("/sign-in", Map.of("user", "admin", "password", "guess" + tries++))
                            .status();
        }
        assertThat(tries).isGreaterThan(FORGIVEN);
        assertThat(status).isEqualTo(429);
        limitIsTold(browser);
    }

    private void limitIsTold(Browser browser) {
        for (int i = 0; i < FORGIVEN; i++) {
            browser.post("/sign-in", Map.of("user", "somebody-else", "password", "guess"));
        }
        var refused =
                browser.post(
                        "/sign-in",
                        Map.of(
                                "user",
                                "admin",
                                "password",
                                home.read("admin-password").orElseThrow()));
        if (refused.status() == 429) {
            assertThat(refused.header("Retry-After")).isEqualTo("6");
            assertThat(refused.text()).contains("Too many wrong passwords", "wait a minute");
        }
        assertThat(api.get("/actuator/prometheus").text())
                .containsPattern("meridian_access_failures_total [12][0-9]");
    }

    @Test
    void guessesFromManyPlacesAreCountedForTheUser() {
        for (int i = 0; i < FORGIVEN; i++) {
            assertThat(limit.mustWait("10.0.0." + i, "ada")).isFalse();
            limit.failed("10.0.0." + i, "ada");
        }
        assertThat(limit.mustWait("10.0.1.1", "ada")).isTrue();
        assertThat(limit.mustWait("10.0.1.1", "grace")).isFalse();
    }

    @Test
    void nobodyLocksAUserOutOfWhereTheyWork() {
        limit.succeeded("192.168.1.7", "ada");
        for (int i = 0; i < FORGIVEN; i++) {
            limit.failed("10.0.0." + i, "ada");
        }
        assertThat(limit.mustWait("10.0.1.1", "ada")).isTrue();
        assertThat(limit.mustWait("192.168.1.7", "ada")).isFalse();
    }
}

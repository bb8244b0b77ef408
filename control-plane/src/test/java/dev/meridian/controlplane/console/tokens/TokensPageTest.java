package dev.meridian.controlplane.console.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.console.People;
import dev.meridian.controlplane.kernel.Home;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MeridianTest;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MeridianTest(shared = true)
class TokensPageTest {
    private static final Pattern SECRET = Pattern.compile("mrd_[A-Za-z0-9_-]{43}");

    @Autowired Api api;
    @Autowired Home home;

    private static Map<String, String> form(String name, String role, String project) {
        return Map.of("name", name, "role", role, "project", project, "days", "30");
    }

    @Test
    void theSecretIsShownOnceAndWorksUntilItIsRevoked() {
        Browser tess = People.as(api, "tess", "submitter");
        assertThat(tess.get("/tokens").text())
                .contains("No tokens", "New token")
                .doesNotContain("Owner");
        var sent = tess.post("/tokens", form("pipeline of tess", "viewer", "default"));
        assertThat(sent.status()).isEqualTo(302);

        var page = tess.get(sent.header("Location"));
        assertThat(page.text()).contains("pipeline of tess", "viewer in default", "in 29 d");
        var secret = SECRET.matcher(page.text());
        assertThat(secret.find()).isTrue();
        assertThat(tess.get(sent.header("Location")).text())
                .doesNotContain("mrd_")
                .contains("pipeline of tess");
        assertThat(api.withToken(secret.group()).get("/api/v1/jobs").status()).isEqualTo(200);
        assertThat(api.withToken(secret.group()).post("/api/v1/jobs", "{}").status())
                .isEqualTo(403);

        var revoke = Pattern.compile("/tokens/[0-9a-f-]{36}/revoke").matcher(page.text());
        assertThat(revoke.find()).isTrue();
        assertThat(tess.post(revoke.group(), Map.of()).status()).isEqualTo(302);
        assertThat(tess.get("/tokens").text()).contains("is revoked", "No tokens");
        assertThat(api.withToken(secret.group()).get("/api/v1/jobs").status()).isEqualTo(401);
    }

    @Test
    void noSecretIsInTheAudit() {
        Browser admin = People.admin(api, home);
        var sent = admin.post("/tokens", form("for the audit", "", ""));
        var secret = SECRET.matcher(admin.get(sent.header("Location")).text());
        assertThat(secret.find()).isTrue();
        assertThat(api.get("/api/v1/audit").text())
                .contains("for the audit")
                .doesNotContain(secret.group());
    }

    @Test
    void whatIsWrongIsSaidBesideWhatWasTyped() {
        Browser admin = People.admin(api, home);
        var refused = admin.post("/tokens", form("", "operator", "default"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains(
                        "Say what the token is for.",
                        "The role operator is not bound to a project.",
                        "aria-invalid=\"true\"");
        var typed = admin.post("/tokens", Map.of("name", "kept <b>", "days", "7000"));
        assertThat(typed.status()).isEqualTo(422);
        assertThat(typed.text()).contains("kept &lt;b&gt;", "Choose one of them.");
    }

    @Test
    void othersTokensAreForAdminsAlone() {
        Browser nosy = People.as(api, "nosy", "viewer");
        var theirs = api.post("/api/v1/tokens", "{\"name\": \"of the admin\"}").json();
        assertThat(nosy.get("/tokens").text()).doesNotContain("of the admin");
        assertThat(
                        nosy.post("/tokens/" + theirs.path("id").asString() + "/revoke", Map.of())
                                .status())
                .isEqualTo(404);
        var forged = nosy.post("/tokens", Map.of("name", "x", "owner", "admin", "days", "1"));
        assertThat(forged.status()).isEqualTo(403);

        Browser admin = People.admin(api, home);
        admin.post("/tokens", Map.of("name", "made for nosy", "owner", "nosy", "days", ""));
        assertThat(admin.get("/tokens?user=nosy").text())
                .contains("made for nosy", "never")
                .doesNotContain("of the admin");
        assertThat(nosy.get("/tokens").text()).contains("made for nosy");
    }
}

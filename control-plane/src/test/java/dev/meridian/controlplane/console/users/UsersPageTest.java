package dev.meridian.controlplane.console.users;

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
class UsersPageTest {
    private static final Pattern PASSWORD = Pattern.compile("data-copy=\"([A-Za-z0-9_-]{43})\"");

    @Autowired Api api;
    @Autowired Home home;

    private static Map<String, String> user(String name, String role, String project) {
        return Map.of("name", name, "role", role, "project", project, "password", "made");
    }

    private static String password(String page) {
        var found = PASSWORD.matcher(page);
        assertThat(found.find()).as("a password is shown").isTrue();
        return found.group(1);
    }

    @Test
    void aUserIsMadeComesInAndIsPutOut() {
        Browser admin = People.admin(api, home);
        var made = admin.post("/users", user("una", "submitter", "default"));
        assertThat(made.status()).as(made.text()).isEqualTo(302);
        String page = made.header("Location");
        String first = admin.get(page).text();
        assertThat(first).contains("una", "submitter", "Enabled", "The password of una");
        assertThat(PASSWORD.matcher(admin.get(page).text()).find()).isFalse();

        Browser una = Browser.of(api, "una", password(first));
        assertThat(una.get("/").text()).contains("submitter of default");
        assertThat(una.get("/users").status()).isEqualTo(403);

        assertThat(admin.post(page + "/grant", Map.of("role", "auditor", "project", "")).status())
                .isEqualTo(302);
        assertThat(una.get("/users").text()).contains("una").doesNotContain("New user");
        assertThat(una.post(page + "/grant", Map.of("role", "admin")).status()).isEqualTo(403);
        assertThat(admin.post(page + "/revoke", Map.of("role", "auditor", "project", "")).status())
                .isEqualTo(302);
        assertThat(una.get("/users").status()).isEqualTo(403);
        assertThat(admin.get(page).text()).contains("holds the role now");
        assertThat(admin.get(page).text()).contains("no longer holds the role");

        admin.post(page + "/password", Map.of());
        String second = password(admin.get(page).text());
        assertThat(second).isNotEqualTo(password(first));
        assertThat(Browser.of(api, "una", second).get("/").status()).isEqualTo(200);

        admin.post(page + "/disable", Map.of());
        assertThat(una.get("/").status()).isEqualTo(302);
        assertThat(admin.get(page).text()).contains("Disabled", "Enable");
        admin.post(page + "/enable", Map.of());
        admin.post(page + "/delete", Map.of());
        assertThat(admin.get(page).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/audit").text())
                .doesNotContain(second)
                .contains("passwordChanged");
    }

    @Test
    void nobodyLocksThemselvesOut() {
        Browser admin = People.admin(api, home);
        String id = "";
        for (var user : api.get("/api/v1/users").json().path("items")) {
            if (user.path("name").asString().equals("admin")) {
                id = user.path("id").asString();
            }
        }
        String page = "/users/" + id;
        assertThat(admin.get(page).text()).doesNotContain("data-dialog=\"disable\"");
        assertThat(admin.post(page + "/disable", Map.of()).status()).isEqualTo(409);
        assertThat(admin.post(page + "/delete", Map.of()).status()).isEqualTo(409);
        assertThat(admin.post(page + "/revoke", Map.of("role", "admin")).status()).isEqualTo(409);
    }

    @Test
    void whatIsWrongIsSaid() {
        Browser admin = People.admin(api, home);
        assertThat(admin.post("/users", user("Not A Name", "", "")).text())
                .contains("Up to 63 lower-case letters");
        assertThat(admin.post("/users", user("ursula", "viewer", "")).text())
                .contains("The role viewer is held in a project.");
        assertThat(admin.post("/users", user("ursula", "viewer", "none-such")).text())
                .contains("There is no project &quot;none-such&quot;.");
        var taken = admin.post("/users", user("admin", "", ""));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text()).contains("exists already");
        assertThat(admin.get("/users?q=nobody-like-that").text()).contains("Nobody like that");
    }
}

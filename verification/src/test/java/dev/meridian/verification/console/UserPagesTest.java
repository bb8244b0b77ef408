package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/// One user: roles, password, whether they may come in; and what everybody sets for themselves.
class UserPagesTest {

    private final Scene scene = Scene.open();

    @Test
    void rolesComeAndGo() {
        user("rita");
        try (Reader admin = Reader.of(scene, scene.admin());
                Reader rita = Reader.of(scene, Person.named("rita"))) {
            assertThat(rita.go("/join-tokens")).isEqualTo(403);
            open(admin, "rita");
            admin.page().getByLabel("Role").selectOption("operator");
            admin.press("Grant");
            assertThat(rita.go("/join-tokens")).isEqualTo(200);
            open(admin, "rita");
            admin.page().getByLabel("Take away operator").first().click();
            assertThat(admin.page().getByLabel("Take away operator")).hasCount(0);
            assertThat(rita.go("/join-tokens")).isEqualTo(403);
        }
    }

    @Test
    void aPasswordIsResetAndTheUserShutOutLetInAndDeleted() {
        user("otis");
        try (Reader admin = Reader.of(scene, scene.admin())) {
            Page page = admin.page();
            open(admin, "otis");
            admin.confirm(page.locator("[data-dialog=password]"));
            String password =
                    admin.main().locator(".alert [data-copy]").first().getAttribute("data-copy");
            Reader.anew(scene, new Person("otis", password), Reader.desk()).close();

            open(admin, "otis");
            admin.confirm(page.locator("[data-dialog=disable]"));
            assertThat(admin.main()).containsText("Disabled");
            admin.press("Enable");
            assertThat(admin.main()).containsText("Enabled");
            admin.confirm(page.locator("[data-dialog=delete]"));
            admin.go("/users?q=otis");
            assertThat(admin.main()).containsText("Nobody like that");
        }
    }

    @Test
    void everybodyChangesTheirOwnPasswordAndColours() {
        user("cleo");
        try (Reader cleo = Reader.of(scene, Person.named("cleo"))) {
            Page page = cleo.page();
            cleo.go("/password");
            page.getByLabel("Current password").fill(Person.named("cleo").password());
            page.getByLabel("New password", new Page.GetByLabelOptions().setExact(true))
                    .fill("another long password");
            page.getByLabel("New password once more").fill("another long password");
            cleo.press("Change it");
            assertThat(page.locator("#flash")).containsText("password");

            cleo.press("Dark colours");
            assertThat(cleo.path()).isEqualTo("/password");
            assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
            cleo.go("/nodes");
            assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
        }
    }

    /// Whoever may look at users but change none.
    @Test
    void anAuditorSeesUsersAndNoButtons() {
        try (Reader anton = Reader.of(scene, Person.named("anton"))) {
            assertThat(anton.go("/users?q=olga")).isEqualTo(200);
            assertThat(anton.button("Make the user")).hasCount(0);
            anton.link("olga").first().click();
            assertThat(anton.main()).containsText("operator");
            assertThat(anton.button("Grant")).hasCount(0);
            assertThat(anton.page().locator("[data-dialog]")).hasCount(0);
        }
    }

    private void user(String name) {
        scene.post(
                "/users",
                "{\"name\": \"%s\", \"password\": \"%s\", \"grants\": [{\"role\": \"viewer\", \"project\": \"nlp\"}]}"
                        .formatted(name, Person.named(name).password()));
    }

    private static void open(Reader admin, String name) {
        admin.go("/users?q=" + name);
        admin.link(name).first().click();
        assertThat(admin.page().locator("h1")).containsText(name);
    }
}

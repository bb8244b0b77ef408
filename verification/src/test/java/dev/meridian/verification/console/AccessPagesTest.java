package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.meridian.cli.client.Connection;
import dev.meridian.cli.client.MeridianClient;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// People, their tokens, tokens for hosts, and the trail of who did what.
class AccessPagesTest {

    private final Scene scene = Scene.open();

    @Test
    void aUserIsMadeSignsInAndIsShutOut() {
        try (Reader admin = Reader.of(scene, scene.admin())) {
            admin.go("/users");
            field(admin, "name", "newcomer");
            admin.page().locator("form[action='/users'] [name=role]").selectOption("operator");
            admin.press("Make the user");
            String password = secret(admin);

            try (Reader newcomer = Reader.of(scene, new Person("newcomer", password))) {
                assertThat(newcomer.go("/join-tokens")).isEqualTo(200);
                admin.go("/users?q=newcomer");
                admin.link("newcomer").first().click();
                admin.press("Disable");
                admin.page().locator("dialog[open] button:not([type=button])").click();
                assertThat(admin.main()).containsText("Disabled");
                newcomer.go("/jobs");
                assertThat(newcomer.path()).isEqualTo("/sign-in");
            }
        }
    }

    @Test
    void aTokenIsShownOnceAndEndsWhenRevoked() {
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/tokens");
            field(olga, "name", "nightly export");
            olga.press("Make the token");
            String token = secret(olga);
            try (var program =
                    new MeridianClient(new Connection(scene.system().url(), Optional.of(token)))) {
                assertThat(program.get("/whoami").toString()).contains("olga");
            }
            olga.go("/tokens");
            assertThat(olga.main()).not().containsText(token);
            olga.button("Revoke nightly export").click();
            olga.page().locator("dialog[open] button:not([type=button])").click();
            assertThat(olga.main()).not().containsText("nightly export");
        }
    }

    @Test
    void aHostIsToldInOneLineHowToJoin() {
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/join-tokens");
            field(olga, "region", "eu-north");
            olga.press("Make the command");
            assertThat(secret(olga)).contains("--join-token=").contains("eu-north");
            Screenshots.take(olga.page(), "join-token-made", "light");
            olga.go("/join-tokens");
            Locator delete = olga.page().getByLabel("Delete the token for eu-north default");
            delete.click();
            assertThat(delete).hasCount(0);
        }
    }

    @Test
    void theTrailTellsWhatWasDoneOnPages() {
        String node = scene.node("ap-south");
        try (Reader olga = Reader.of(scene, Person.named("olga"));
                Reader anton = Reader.of(scene, Person.named("anton"))) {
            olga.go("/join-tokens");
            field(olga, "region", "sa-east");
            olga.press("Make the command");
            anton.go("/audit");
            anton.page().locator("#who").fill("olga");
            anton.page().locator("#what").fill("join-tokens");
            anton.press("Filter");
            assertThat(anton.page()).hasURL(Pattern.compile(".*/audit\\?.*who=olga.*"));
            assertThat(anton.page().locator("#list")).containsText("POST /join-tokens");
            assertThat(anton.page().locator("#list")).not().containsText("sign-in");
            anton.link("Check the chain").click();
            assertThat(anton.page().locator("#verdict")).containsText("entries");
            assertThat(anton.go("/nodes/" + node)).isNotEqualTo(500);
        }
    }

    private static void field(Reader reader, String name, String value) {
        reader.page().locator("form[method=post] input[name=" + name + "]").fill(value);
    }

    /// What is shown this once, of the copy button beside it.
    private static String secret(Reader reader) {
        Locator button = reader.main().locator(".alert [data-copy]").first();
        return button.getAttribute("data-copy");
    }
}

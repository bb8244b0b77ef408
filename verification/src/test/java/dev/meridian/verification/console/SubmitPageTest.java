package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Test;

/// A job is written, checked while it is written, planned, and sent.
class SubmitPageTest {

    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
    private static final String SPEC =
            """
            name: written-here
            project: nlp
            taskGroups:
            - resources: {cpu: 0.1, memory: 32Mi}
              task: {driver: process, command: [bash, -c, "echo hello from the console"]}
            """;

    private final Scene scene = Scene.open();

    @Test
    void theTextIsCheckedWhileItIsWritten() {
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            sam.go("/submit");
            Locator check = sam.page().locator("#check");
            write(sam, SPEC.replace("taskGroups", "taskGrups"));
            assertThat(check).containsText("taskGroups", PATIENTLY);
            Screenshots.take(sam.page(), "submit-wrong", "light");
            Accessible.check(sam.page(), "light");
            write(sam, SPEC);
            assertThat(check).containsText("It can be sent", PATIENTLY);
        }
    }

    @Test
    void whatWouldHappenIsSeenBeforeItIsSent() {
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            sam.go("/submit");
            write(sam, SPEC);
            assertThat(sam.page().locator("#plan")).containsText("agent-", PATIENTLY);
            Screenshots.take(sam.page(), "submit-plan", "light");
            sam.press("Submit");
            assertThat(sam.page())
                    .hasURL(java.util.regex.Pattern.compile(".*/jobs/[0-9a-f-]{36}.*"));
            String job = sam.path().replaceAll(".*/jobs/([0-9a-f-]{36}).*", "$1");
            scene.jobs().await(job, "SUCCEEDED");
            assertThat(scene.client().job(job).path("submittedBy").asString()).isEqualTo("sam");
        }
    }

    /// Without JavaScript nothing is checked while one writes; the buttons do all of it.
    @Test
    void itWorksWithoutJavaScript() {
        try (Reader sam =
                Reader.of(scene, Person.named("sam"), Reader.desk().setJavaScriptEnabled(false))) {
            sam.go("/submit");
            sam.page().locator("#spec").fill(SPEC);
            sam.press("Check and plan");
            assertThat(sam.page().locator("#check")).containsText("It can be sent");
            assertThat(sam.page().locator("#check")).containsText("agent-");
        }
    }

    private static void write(Reader reader, String spec) {
        reader.page().locator("#spec").fill(spec);
    }
}

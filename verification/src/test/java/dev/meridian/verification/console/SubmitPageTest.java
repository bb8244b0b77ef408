package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// A job is written, checked while it is written, planned, and sent.
class SubmitPageTest {

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
            assertThat(check).containsText("taskGroups");
            Screenshots.take(sam.page(), "submit-wrong", "light");
            Accessible.check(sam.page(), "light");
            write(sam, SPEC);
            assertThat(check).containsText("It can be sent");
        }
    }

    @Test
    void whatWouldHappenIsSeenBeforeItIsSent() {
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            sam.go("/submit");
            write(sam, SPEC);
            assertThat(sam.page().locator("#plan")).containsText("agent-");
            Screenshots.take(sam.page(), "submit-plan", "light");
            sam.press("Submit");
            assertThat(sam.page())
                    .hasURL(java.util.regex.Pattern.compile(".*/jobs/[0-9a-f-]{36}.*"));
            String job = sam.path().replaceAll(".*/jobs/([0-9a-f-]{36}).*", "$1");
            scene.jobs().await(job, "SUCCEEDED");
            assertThat(scene.client().job(job).path("submittedBy").asString()).isEqualTo("sam");
        }
    }

    @Test
    void aFileOfAnotherSystemIsUploadedAndOpenedInTheEditor() {
        String script =
                """
                #!/bin/bash
                #SBATCH --job-name=fit --nodes=1 --cpus-per-task=2 --mem=64M
                #SBATCH --mail-user=me
                echo hello
                """;
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            upload(sam, "fit.sbatch", script);
            assertThat(sam.page().locator("h1")).containsText("One job from Slurm");
            assertThat(sam.main()).containsText("mail-user");
            Screenshots.take(sam.page(), "import", "light");
            Accessible.check(sam.page(), "light");
            sam.press("Open in the editor");
            assertThat(sam.page().locator("#spec"))
                    .hasValue(
                            java.util.regex.Pattern.compile(
                                    "name: fit[\\s\\S]*memory: 64Mi[\\s\\S]*"));
            assertThat(sam.page().locator("#check")).containsText("You may not submit jobs to");
            write(sam, "project: nlp\n" + sam.page().locator("#spec").inputValue());
            assertThat(sam.page().locator("#check")).containsText("It can be sent");

            upload(sam, "secret.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: x}\n");
            assertThat(sam.page().locator("h1")).containsText("No job could be made of it");
            assertThat(sam.main()).containsText("Secret");
        }
    }

    private static void upload(Reader reader, String name, String text) {
        reader.go("/submit");
        reader.page().getByText("From a file of Kubernetes").click();
        reader.page()
                .getByLabel("File", new Page.GetByLabelOptions().setExact(true))
                .setInputFiles(
                        new FilePayload(name, "text/plain", text.getBytes(StandardCharsets.UTF_8)));
        reader.press("Convert");
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

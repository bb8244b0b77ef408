package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Tenants: what they hold and cost, and how an administrator shapes them.
class ProjectPagesTest {

    private final Scene scene = Scene.open();

    @Test
    void whatAProjectHoldsAndCostsIsSeenByThoseWhoAreInIt() {
        String job = scene.jobs().endless("costs-money");
        scene.jobs().await(job, "RUNNING");
        try (Reader victor = Reader.of(scene, Person.named("victor"))) {
            victor.go("/projects");
            assertThat(victor.main()).containsText("nlp");
            assertThat(victor.main()).not().containsText("vision");
            assertThat(victor.button("Make the project")).hasCount(0);
            victor.link("nlp").first().click();
            assertThat(victor.page()).hasURL(Pattern.compile(".*/projects/nlp"));
            assertThat(victor.page().locator("#now")).containsText("running");
            assertThat(victor.page().locator("#now")).containsText("an hour");
            assertThat(victor.page().locator("#costly"))
                    .containsText("$"); // of many jobs the dearest alone
            assertThat(victor.button("Keep")).hasCount(0);
            assertThat(victor.go("/projects/vision")).isEqualTo(404);
        } finally {
            scene.jobs().cancel(job);
        }
    }

    @Test
    void anAdministratorMakesShapesAndDeletesOne() {
        try (Reader admin = Reader.of(scene, scene.admin())) {
            Page page = admin.page();
            admin.go("/projects");
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true))
                    .last()
                    .fill("Robots!");
            admin.press("Make the project");
            assertThat(page.locator(".is-invalid")).hasCount(1);
            page.locator(".is-invalid").fill("robots");
            page.getByLabel("First queue").fill("daily");
            admin.press("Make the project");
            admin.go("/projects/robots");
            page.getByLabel("Jurisdictions").fill("EU");
            page.getByLabel("Most cores of one job").fill("16");
            admin.press("Keep");
            assertThat(page.locator("#flash")).not().isEmpty();
            assertThat(page.getByLabel("Jurisdictions")).hasValue("EU");

            admin.go("/projects/robots/queues");
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("nightly");
            page.getByLabel("Weight").fill("3");
            page.getByLabel("Quota of cores").fill("64");
            Screenshots.take(page, "queue-new", "light");
            admin.press("Add the queue");
            admin.go("/projects/robots");
            assertThat(page.locator("#queues")).containsText("nightly");
            Screenshots.take(page, "project-shaped", "light");
            page.getByLabel("Change the queue nightly").click();
            admin.confirm(page.locator("[data-dialog=delete]"));
            admin.go("/projects/robots");
            assertThat(page.locator("#queues")).not().containsText("nightly");

            admin.confirm(page.locator("[data-dialog=delete]"));
            assertThat(admin.go("/projects/robots")).isEqualTo(404);
        }
    }
}

package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What one person proposes another decides, with the evidence before them.
class ApprovalsPageTest {

    private final Scene scene = Scene.open();
    private final String node = scene.node("ap-south");

    @AfterEach
    void open() {
        scene.post("/nodes/" + node + "/uncordon", "{\"reason\": \"the test is over\"}");
    }

    @Test
    void whatIsApprovedIsDone() {
        String proposal = proposed("the fan is loud");
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/approvals");
            assertThat(olga.main()).containsText("the fan is loud");
            olga.go("/approvals/" + proposal);
            Screenshots.take(olga.page(), "proposal", "light");
            Accessible.check(olga.page(), "light");
            olga.page().getByLabel("Why, if you like").fill("I heard it too");
            olga.page().locator("button.btn-success").click();
            assertThat(olga.main()).containsText("Approved");
            assertThat(scene.client().get("/nodes/" + node).path("state").asString())
                    .isEqualTo("QUARANTINED");
        }
    }

    @Test
    void whatIsRejectedIsNotDone() {
        String proposal = proposed("a rumour");
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/approvals/" + proposal);
            olga.page().getByLabel("Why not").fill("nobody else heard it");
            olga.page().locator("button.btn-danger").click();
            assertThat(olga.main()).containsText("nobody else heard it");
            assertThat(scene.client().get("/nodes/" + node).path("state").asString())
                    .isEqualTo("READY");
        }
    }

    @Test
    void whoMayOnlyLookDecidesNothing() {
        String proposal = proposed("not for everybody");
        try (Reader victor = Reader.of(scene, Person.named("victor"))) {
            victor.go("/approvals/" + proposal);
            assertThat(victor.page().locator("button.btn-success").count()).isZero();
            assertThat(victor.page().locator("button.btn-danger").count()).isZero();
        } finally {
            // a node has one proposal of a kind at a time
            scene.post("/approvals/" + proposal + "/reject", "{\"reason\": \"the test is over\"}");
        }
    }

    /// By the admin, for nobody approves what they proposed themselves.
    private String proposed(String reason) {
        JsonNode made =
                scene.client()
                        .post(
                                "/nodes/" + node + "/quarantine?propose=true",
                                JsonMapper.shared().createObjectNode().put("reason", reason));
        return made.path("id").asString();
    }
}

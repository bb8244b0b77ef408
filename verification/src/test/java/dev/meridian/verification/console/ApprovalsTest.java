package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.cli.client.Json;
import org.junit.jupiter.api.Test;

/// What waits for a person appears, is read, and is decided.
class ApprovalsTest {

    private static final String QUARANTINE = "Quarantine node agent-us-east in us-east.";

    private final Scene scene = Scene.open();
    private final String node = scene.node("us-east");

    @Test
    void aProposalAppearsAndIsApproved() {
        try (Reader olga = Reader.of(scene, Person.named("olga"));
                Reader anton = Reader.of(scene, Person.named("anton"))) {
            olga.go("/approvals?kind=node-quarantine");
            propose("quarantine", "its fans scream");
            assertThat(olga.link(QUARANTINE).first()).isVisible();
            Screenshots.take(olga.page(), "approvals-waiting", "light");
            Accessible.check(olga.page(), "approvals");

            olga.link(QUARANTINE).first().click();
            assertThat(olga.page().getByText("its fans scream")).isVisible();
            Screenshots.take(olga.page(), "approval", "light");
            Accessible.check(olga.page(), "approval");
            String one = olga.path();
            anton.go(one);
            assertThat(anton.main()).containsText("This needs the role operator.");
            assertThat(anton.button("Approve").count()).as("what they may not").isZero();

            olga.page().getByLabel("Why, if you like").fill("I hear them too");
            olga.press("Approve");
            assertThat(olga.main()).containsText("Approved");
            assertThat(state()).isEqualTo("QUARANTINED");
            assertThat(anton.main()).containsText("I hear them too");
            Screenshots.take(anton.page(), "approval-approved", "light");
        } finally {
            scene.client().post("/nodes/" + node + "/uncordon", Json.object());
        }
    }

    @Test
    void aRejectionNeedsAWord() {
        propose("drain", "new disks");
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/approvals?kind=drain");
            olga.link("Drain node agent-us-east.").first().click();
            olga.press("Reject");
            assertThat(olga.button("Reject")).isVisible();
            olga.page().getByLabel("Why not").fill("not before Monday");
            olga.press("Reject");
            assertThat(olga.main()).containsText("not before Monday");
            assertThat(olga.main()).containsText("Rejected");
            assertThat(state()).isEqualTo("READY");
        }
    }

    private void propose(String order, String reason) {
        scene.post(
                "/nodes/" + node + "/" + order + "?propose=true",
                "{\"reason\": \"" + reason + "\"}");
    }

    private String state() {
        return scene.client().get("/nodes/" + node).path("state").asString();
    }
}

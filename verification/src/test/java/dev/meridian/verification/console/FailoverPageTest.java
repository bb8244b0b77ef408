package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// A host falls silent, and comes back, under the eyes of an operator.
class FailoverPageTest {

    private final Scene scene = Scene.open();

    @Test
    void aSilentNodeAppearsWithTheWorkThatIsAtStake() {
        String job =
                scene.jobs()
                        .submit(
                                "at-stake",
                                "while :; do sleep 1; done",
                                "placement: {residency: {allow: [IN]}}");
        scene.jobs().await(job, "RUNNING");
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.watch("/failover");
            Locator nodes = olga.page().locator("#nodes");
            assertThat(nodes).not().containsText("agent-ap-south");
            scene.agent("ap-south").signal("STOP");
            assertThat(nodes).containsText("agent-ap-south");
            assertThat(nodes).containsText("Suspect");
            Locator leases = olga.page().locator("#leases");
            assertThat(leases).containsText("at-stake");
            assertThat(leases).containsText("stops itself in");
            assertThat(leases).containsText("placed anew in");
            assertThat(nodes.locator("[data-left]")).isVisible();
            runs(nodes.locator("[data-left]"));
            Screenshots.take(olga.page(), "failover-suspect", "light");
            Accessible.check(olga.page(), "light");

            scene.agent("ap-south").signal("CONT");
            assertThat(nodes).containsText("Every node is heard");
            assertThat(olga.stillWatches()).isTrue();
        } finally {
            scene.agent("ap-south").signal("CONT");
            scene.jobs().cancel(job);
        }
    }

    /// By the job's policy nobody but a person replaces it.
    @Test
    void aCopyThatRunsOnOutOfSightIsGivenUpByAnOperatorAlone() {
        String job =
                scene.jobs()
                        .submit(
                                "far-away",
                                "while :; do sleep 1; done",
                                "placement: {residency: {allow: [IN]}}\ndisconnect: {policy: keep}");
        scene.jobs().await(job, "RUNNING");
        String allocation = scene.client().allocations(job).getFirst().path("id").asString();
        try (Reader olga = Reader.of(scene, Person.named("olga"));
                Reader victor = Reader.of(scene, Person.named("victor"))) {
            scene.agent("ap-south").signal("STOP");
            olga.watch("/failover");
            Locator leases = olga.page().locator("#leases");
            assertThat(leases).containsText("a person alone replaces it");
            victor.go("/failover");
            assertThat(victor.page().locator("#leases")).containsText("far-away");
            assertThat(victor.page().locator("[data-dialog^=replace-]")).hasCount(0);
            assertThat(
                            victor.tries(
                                    "/jobs/" + job + "/allocations/" + allocation + "/replace",
                                    Map.of("dead", "true")))
                    .isEqualTo(403);

            for (String page : List.of("/jobs/" + job, "/nodes/" + scene.node("ap-south"))) {
                olga.go(page);
                assertThat(olga.page().locator("[data-dialog^=replace-]")).hasCount(1);
                Accessible.check(olga.page(), "replace on " + page);
            }
            olga.watch("/failover");
            leases.locator("[data-dialog^=replace-]").click();
            Locator dialog = olga.page().locator("dialog[open]");
            assertThat(dialog).containsText("Both copies may run");
            dialog.getByLabel("Why").fill("the ship has sunk");
            Screenshots.take(olga.page(), "failover-replace", "light");
            Accessible.check(olga.page(), "replace");
            dialog.locator("button:not([type=button])").click();
            assertThat(olga.page()).hasURL(Pattern.compile(".*/jobs/" + job + ".*"));
            assertThat(olga.page().locator("body")).containsText("The copy is given up");
            assertThat(olga.main()).containsText("the ship has sunk");

            scene.agent("ap-south").signal("CONT");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> {
                        var now = scene.client().allocations(job).getFirst();
                        return now.path("state").asString().equals("RUNNING")
                                && now.path("epoch").asInt() == 2;
                    });
        } finally {
            scene.agent("ap-south").signal("CONT");
            scene.jobs().cancel(job);
        }
    }

    /// Two of three regions at once: more likely we are blind than they are dead.
    @Test
    void tooManySilentAtOnceFreezeWhatSilenceWouldDo() {
        String job =
                scene.jobs()
                        .submit(
                                "frozen",
                                "while :; do sleep 1; done",
                                "placement: {residency: {allow: [US]}}\ndisconnect: {policy: overlap, lostAfter: 5m}");
        scene.jobs().await(job, "RUNNING");
        List<String> silenced = List.of("us-east", "ap-south");
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.watch("/failover");
            Locator breaker = olga.page().locator("#breaker");
            assertThat(breaker).containsText("Mass-silence breaker: closed");
            silenced.forEach(region -> scene.agent(region).signal("STOP"));
            assertThat(breaker).containsText("Frozen: nobody is declared lost");
            assertThat(breaker).containsText("at 1 of 2");
            assertThat(breaker).containsText("leases are over whose work is not placed anew");
            assertThat(olga.page().locator("#nodes")).containsText("held back");
            assertThat(olga.page().locator("#leases"))
                    .containsText("not placed anew while the breaker is tripped");
            Screenshots.take(olga.page(), "failover-frozen", "light");
            Accessible.check(olga.page(), "frozen");

            silenced.forEach(region -> scene.agent(region).signal("CONT"));
            assertThat(breaker).containsText("Mass-silence breaker: closed");
            assertThat(breaker).containsText("left: silence from before");
            assertThat(olga.stillWatches()).isTrue();
        } finally {
            silenced.forEach(region -> scene.agent(region).signal("CONT"));
            scene.jobs().cancel(job);
        }
    }

    /// Between two looks of the page.
    private static void runs(Locator timer) {
        String before = timer.first().innerText();
        assertThat(timer.first()).not().hasText(before);
    }
}

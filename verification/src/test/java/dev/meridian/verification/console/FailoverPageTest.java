package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
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
            assertThat(olga.page().locator("#leases")).containsText("at-stake");
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
}

package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.meridian.cli.client.Json;
import dev.meridian.verification.seed.Database;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The page of what left its band: it teaches while there is nothing, and its filters stand in the
/// address.
class AnomaliesPageTest {
    private final Scene scene = Scene.open();

    @Test
    void whileNothingIsWrongItSaysWhatIsWatched() {
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            sam.go("/");
            sam.link("Anomalies").first().click();
            assertThat(sam.main()).containsText("Nothing has left its band");
            assertThat(sam.main()).containsText("meridian get anomalies");
            Accessible.check(sam.page(), "anomalies");
            Screenshots.take(sam.page(), "anomalies-empty", "light");

            Page page = sam.page();
            page.getByLabel("State").selectOption("OPEN");
            page.getByLabel("Metric").fill("gpu.temperature");
            sam.press("Filter");
            assertThat(sam.main()).containsText("No anomaly is like that");
            assertThat(sam.address()).contains("state=OPEN").contains("metric=gpu.temperature");
        }
    }

    /// From what a node showed to the quarantine that is proposed for it, and back by the link that
    /// its evidence has.
    @Test
    void anAnomalyLeadsToTheQuarantineThatIsProposed() {
        String node = scene.node("eu-west");
        String anomaly = UUID.randomUUID().toString();
        hot(node, anomaly);
        String proposal =
                scene.client()
                        .post("/nodes/" + node + "/quarantine?propose=true", Json.object())
                        .path("id")
                        .asString();
        try (Reader olga = Reader.of(scene, Person.named("olga"));
                Reader sam = Reader.of(scene, Person.named("sam"))) {
            olga.go("/anomalies/" + anomaly);
            assertThat(olga.address()).isEqualTo("/anomalies?type=node&subject=" + node);
            assertThat(olga.page().locator("#anomaly-" + anomaly))
                    .containsText("gpu.temperature of gpu0 was 93");
            Accessible.check(olga.page(), "anomalies-of-a-node");
            Screenshots.take(olga.page(), "anomalies-of-a-node", "light");
            olga.link("Proposed quarantine of agent-eu-west").click();
            assertThat(olga.page().locator("h1")).containsText("Quarantine node agent-eu-west");
            assertThat(olga.path()).isEqualTo("/approvals/" + proposal);

            sam.go("/anomalies/" + anomaly);
            assertThat(sam.main()).containsText("gpu.temperature of gpu0 was 93");
            assertThat(sam.main().getByText("quarantine proposed")).hasCount(0);
        } finally {
            scene.post("/approvals/" + proposal + "/reject", "{\"reason\": \"the test is over\"}");
            sql("delete from anomalies where id = '" + anomaly + "'");
        }
    }

    private void hot(String node, String anomaly) {
        sql(
                """
                insert into anomalies (id, subject_type, subject, subject_name, metric, device, since, until,
                    score, observed, band_low, expected, band_high)
                values ('%s', 'node', '%s', 'agent-eu-west', 'gpu.temperature', 'gpu0', now(), now(), 4, 93, 55, 62, 70)
                """
                        .formatted(anomaly, node));
    }

    private void sql(String statement) {
        try (Database database = Database.of(scene.system().home())) {
            database.execute(statement);
        }
    }

    @Test
    void whatCannotBeReadIsSaidOnAPage() {
        try (Reader sam = Reader.of(scene, Person.named("sam"))) {
            assertThat(sam.go("/anomalies?state=odd")).isEqualTo(400);
            assertThat(sam.main()).containsText("odd");
        }
    }
}

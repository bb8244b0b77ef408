package dev.meridian.verification.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.meridian.verification.seed.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which learned model is heard is decided by an operator, and everybody reads what was decided.
class ModelRegistryTest {

    /// Of a kind that no other test forecasts.
    private static final String KIND = "requests";

    private final Scene scene = Scene.open();
    private long champion;
    private long challenger;

    @BeforeEach
    void twoModels() throws SQLException {
        champion = model("champion");
        challenger = model("challenger");
    }

    @AfterEach
    void none() {
        try (Database database = Database.of(scene.system().home())) {
            database.execute("delete from forecast_models where kind = '" + KIND + "'");
        }
    }

    @Test
    void anOperatorPromotesTheChallengerAndRollsItBack() {
        try (Reader olga = Reader.of(scene, Person.named("olga"))) {
            olga.go("/forecasts/models");
            assertThat(row(olga, champion)).containsText("Champion");
            assertThat(row(olga, challenger)).containsText("Challenger");

            olga.press("Promote model " + challenger);
            assertThat(said(olga))
                    .containsText("Model " + challenger + " is heard with the next quarter");
            assertThat(row(olga, challenger)).containsText("Champion");
            assertThat(row(olga, challenger)).containsText("Promoted by olga.");
            assertThat(row(olga, champion)).containsText("Retired");
            Screenshots.take(olga.page(), "forecast-model-promoted", "light");
            Accessible.check(olga.page(), "forecast-model-promoted");

            olga.press("Roll back model " + challenger);
            assertThat(said(olga)).containsText("Model " + champion + " is champion again.");
            assertThat(row(olga, champion)).containsText("Champion");
            assertThat(row(olga, challenger)).containsText("Rolled back by olga.");
        }
    }

    @Test
    void aViewerReadsAndDecidesNothing() {
        try (Reader victor = Reader.of(scene, Person.named("victor"))) {
            victor.go("/forecasts/models");
            assertThat(row(victor, challenger)).containsText("Challenger");
            assertThat(victor.page().locator("#models button")).hasCount(0);
            String path = "/forecasts/models/";
            assertThat(victor.tries(path + challenger + "/promote", Map.of())).isEqualTo(403);
            assertThat(victor.tries(path + champion + "/rollback", Map.of())).isEqualTo(403);
            victor.go("/forecasts/models");
            assertThat(row(victor, champion)).containsText("Champion");
        }
    }

    private static Locator said(Reader reader) {
        return reader.page().locator("#flash");
    }

    private static Locator row(Reader reader, long model) {
        return reader.page()
                .locator(
                        "xpath=//tr[th[@scope='row' and normalize-space()='%d']]".formatted(model));
    }

    private long model(String state) throws SQLException {
        try (Database database = Database.of(scene.system().home());
                var insert =
                        database.connection()
                                .prepareStatement(
                                        """
                                        insert into forecast_models (kind, state, learner, trained_at, from_at, until_at, rows,
                                            features, settings, mase, rival_mase, naive_mase, coverage, verdict, state_since,
                                            promoted_at, bytes)
                                        values (?, ?, 'straight line', now(), now(), now(), 9, '{last}', '{}', 0.8, 0.9, 1.4,
                                            0.95, 'It waits.', now(),
                                            case when ? = 'champion' then now() - interval '1 day' end, ?)
                                        returning id\
                                        """)) {
            insert.setString(1, KIND);
            insert.setString(2, state);
            insert.setString(3, state);
            insert.setBytes(4, SmallestModel.bytes(KIND));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}

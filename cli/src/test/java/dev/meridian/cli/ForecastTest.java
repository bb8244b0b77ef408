package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What will be needed, in numbers and as a plot; models are promoted and rolled back.
class ForecastTest {
    private static final String ONE =
            """
            {"id":7,"scope":"cluster","owner":"eu-west/a","resource":"cpu","measure":"demand","unit":"cores",
             "origin":"2026-03-01T11:45:00Z","stage":"weeks","model":{"id":3,"share":0.25},
             "points":[{"horizonSeconds":900,"p05":10,"p50":12,"p95":15},{"horizonSeconds":3600,"p05":12,"p50":20.5,"p95":30},
              {"horizonSeconds":86400,"p05":5,"p50":25,"p95":60}],
             "pastError":{"mae":2,"naiveMae":4,"ratio":0.5,"coverage":0.951},"past":[{"actual":8},{"actual":9,"p05":7,"p50":8,"p95":12}]}
            """;

    private final FakePlane plane = new FakePlane();

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void aScriptGetsNumbersBesideTheNaiveRow() {
        plane.on("GET /forecasts", 200, "{\"items\":[" + ONE + "]}");
        String out = at(Map.of(), "forecast", "--cluster", "eu-west/a", "--horizon=24h").out();

        assertThat(out)
                .contains("AGAINST NAIVE", "eu-west/a", "20.5", "5..60", "25%", "0.5", "95%");
        assertThat(plane.asked()).anyMatch(asked -> asked.contains("cluster=eu-west"));
    }

    @Test
    void oneSeriesIsDrawnOnATerminal() {
        plane.on("GET /forecasts", 200, "{\"items\":[" + ONE + "]}");
        String out =
                at(
                                Map.of("MERIDIAN_TERMINAL", "60", "LANG", "C.UTF-8"),
                                "forecast",
                                "--resource=cpu")
                        .out();

        assertThat(out)
                .contains("cluster eu-west/a: cpu, demand (cores)", "•", "░", "now")
                .contains("in 15m", "in 24h", "(5 to 60)")
                .contains("error 2, of the last value 4")
                .contains("the learned model's share is 25%");
        assertThat(at(Map.of("LANG", "C"), "forecast", "show", "--plots").out())
                .contains("*")
                .matches("\\p{ASCII}*");
    }

    @Test
    void nothingForecastSaysWhatToWaitFor() {
        plane.on("GET /forecasts", 200, "{\"items\":[]}");
        assertThat(at(Map.of(), "forecast").err()).contains("No such series is forecast");
    }

    @Test
    void modelsAreListedPromotedAndRolledBack() {
        plane.on(
                        "GET /forecasts/models",
                        200,
                        """
                        {"items":[{"id":3,"kind":"cpu","state":"champion","stateSince":"2026-03-01T11:00:00Z","mase":0.8,
                         "rivalMase":0.9,"naiveMase":1.4,"coverage":0.94,"verdict":"better","provenance":{"rows":9}}]}
                        """)
                .on("POST /forecasts/models/3/promote", 200, "{\"sentence\":\"It is heard.\"}")
                .on(
                        "POST /forecasts/models/3/rollback",
                        409,
                        "{\"detail\":\"It is no champion.\"}");

        assertThat(at(Map.of(), "forecast", "models").out()).contains("champion", "94%", "better");
        assertThat(at(Map.of(), "forecast", "promote", "3").out()).isEqualTo("It is heard.\n");
        assertThat(at(Map.of(), "forecast", "rollback", "3").exit()).isEqualTo(5);
    }

    private Ran at(Map<String, String> environment, String... line) {
        var all = new TreeMap<>(environment);
        all.put("MERIDIAN_URL", plane.url());
        all.put("MERIDIAN_TOKEN", "t");
        return Ran.with(all, line);
    }
}

package dev.meridian.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.cli.client.Json;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0.4S, 0s",
        "PT119S, 119s",
        "PT2M, 2m",
        "PT9M5S, 9m5s",
        "PT59M59S, 59m",
        "PT3H20M, 3h20m",
        "PT47H, 47h",
        "PT72H, 3d",
        "PT-30S, in 30s"
    })
    void spansHaveTwoUnitsAtMost(Duration span, String said) {
        assertThat(Cells.span(span)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.5, 0.5",
        "0.05, 0.05",
        "2.499, 2.5",
        "-0.001, 0",
        "-1.25, -1.25",
        "100, 100"
    })
    void numbersHaveTwoDigitsAtMost(double value, String said) {
        assertThat(Cells.number(value)).isEqualTo(said);
    }

    @Test
    void cellsAreFoundByTheirPath() {
        var node =
                Json.read(
                        """
                        {"a":{"b":"c"},"none":null,"at":"2026-03-01T11:00:00.5Z","list":["x","y"],"map":{"k":1},
                         "cap":{"cpu":8.0,"mem":4096,"acc":{"H100":8.0}},"used":{"cpu":0.25,"mem":100,"acc":{"H100":2.5}}}
                        """);

        assertThat(Cells.text("a.b").of(node, NOW)).isEqualTo("c");
        assertThat(Cells.text("none").of(node, NOW)).isEqualTo("-");
        assertThat(Cells.text("missing.x").of(node, NOW)).isEqualTo("-");
        assertThat(Cells.text("list").of(node, NOW)).isEqualTo("x y");
        assertThat(Cells.text("map").of(node, NOW)).isEqualTo("k=1");
        assertThat(Cells.age("at").of(node, NOW)).isEqualTo("59m");
        assertThat(Cells.time("at").of(node, NOW)).isEqualTo("2026-03-01T11:00:00Z");
        assertThat(Cells.share("used.cpu", "cap.cpu", false).of(node, NOW)).isEqualTo("0.25/8");
        assertThat(Cells.share("used.mem", "cap.mem", true).of(node, NOW)).isEqualTo("100Mi/4Gi");
        assertThat(Cells.devices("used.acc", "cap.acc").of(node, NOW)).isEqualTo("H100:2.5/8");
    }
}

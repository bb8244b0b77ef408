package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What nodes use, drawn where there is somebody to look at it.
class TopTest {
    private final FakePlane plane = new FakePlane();

    @BeforeEach
    void twoNodes() {
        plane.on(
                        "GET /nodes",
                        200,
                        """
                        {"items":[
                         {"id":"1","name":"idle","region":"eu","state":"READY","capacity":{"cpu":8,"memoryMib":1000},"used":{"cpu":1}},
                         {"id":"2","name":"busy","region":"eu","state":"READY","capacity":{"cpu":8,"memoryMib":1000},"used":{"cpu":7}}]}
                        """)
                .on("GET /telemetry/nodes/1", 200, "{\"series\":[]}")
                .on(
                        "GET /telemetry/nodes/2",
                        200,
                        """
                        {"series":[
                         {"metric":"cpu.used","device":"","points":[
                           {"at":"2026-03-01T11:58:00Z","average":2,"max":3},{"at":"2026-03-01T11:59:30Z","average":8,"max":8}]},
                         {"metric":"memory.used","device":"","points":[{"at":"2026-03-01T11:59:30Z","average":500,"max":500}]},
                         {"metric":"gpu.utilisation","device":"0","points":[{"at":"2026-03-01T11:59:30Z","average":1,"max":1}]},
                         {"metric":"gpu.utilisation","device":"1","points":[{"at":"2026-03-01T11:59:30Z","average":0.5,"max":1}]}]}
                        """);
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void aTerminalGetsPlots() {
        String out = at(Map.of("MERIDIAN_TERMINAL", "100", "LANG", "C.UTF-8"), "top").out();

        assertThat(out.lines().toList())
                .satisfiesExactly(
                        header -> assertThat(header).contains("CPU 4m", "MEMORY 4m", "GPU 4m"),
                        busy ->
                                assertThat(busy)
                                        .startsWith("busy")
                                        .contains("····▃··█  █████ 100%")
                                        .contains("·······▅   ██▌░░  50%")
                                        .contains("·······▇  ███▊░  75%"),
                        idle -> assertThat(idle).startsWith("idle").doesNotContain("%"));
    }

    @Test
    void withoutUnicodeThereIsAscii() {
        String out = at(Map.of("MERIDIAN_TERMINAL", "100", "LANG", "C"), "top").out();

        assertThat(out).contains("[#####] 100%").matches("\\p{ASCII}*");
    }

    @Test
    void coloursAreLeftOutWhereTheyAreNotWanted() {
        var environment = Map.of("MERIDIAN_TERMINAL", "100", "TERM", "xterm", "LANG", "C.UTF-8");
        assertThat(at(environment, "top").out()).contains("\u001b[31m█████ 100%");
        var more = new TreeMap<>(environment);
        more.put("NO_COLOR", "1");
        assertThat(at(more, "top").out()).contains("█████ 100%").doesNotContain("\u001b[");
    }

    @Test
    void aScriptGetsNumbers() {
        assertThat(at(Map.of(), "top").out()).contains("CPU USED", "7/8").doesNotContain("%");
        assertThat(plane.asked()).noneMatch(asked -> asked.contains("/telemetry"));
        assertThat(at(Map.of(), "top", "--plots").out()).contains("[#####] 100%");
        assertThat(at(Map.of("MERIDIAN_TERMINAL", "100"), "top", "--no-plots").out())
                .contains("CPU USED");
    }

    private Ran at(Map<String, String> environment, String... line) {
        var all = new TreeMap<>(environment);
        all.put("MERIDIAN_URL", plane.url());
        all.put("MERIDIAN_TOKEN", "t");
        return Ran.with(all, line);
    }
}

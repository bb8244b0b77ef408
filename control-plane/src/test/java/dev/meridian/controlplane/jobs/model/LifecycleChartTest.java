package dev.meridian.controlplane.jobs.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The chart in the docs is the table that runs.
class LifecycleChartTest {
    private static final Path CHART = Path.of("..", "docs", "reference", "allocation-states.md");

    @Test
    void theChartIsFresh() throws IOException {
        if (Boolean.getBoolean("meridian.redraw")) {
            Files.writeString(CHART, LifecycleChart.draw());
        }
        assertThat(CHART)
                .as(
                        "stale; redraw it with: mvn -pl control-plane -am test -Dtest=LifecycleChartTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dmeridian.redraw=true")
                .hasContent(LifecycleChart.draw());
    }
}

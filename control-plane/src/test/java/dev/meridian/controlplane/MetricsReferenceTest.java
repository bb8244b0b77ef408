package dev.meridian.controlplane;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MeridianTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The reference names every meter of our own, with its type and labels, and no other.
@MeridianTest
class MetricsReferenceTest {
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (meridian_\\w+) (\\w+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(meridian_\\w+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(meridian_\\w+)` \\| (\\w+) \\| ([^|]*) \\|");
    private static final Set<String> OF_THE_FORMAT = Set.of("le", "quantile");

    @Autowired private Api api;

    @Test
    void thePageIsTrue() throws IOException {
        api.postYaml("/api/v1/jobs", "{name: waits, taskGroups: [{task: {command: [\"true\"]}}]}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> scrape().contains("meridian_queue_pending{"));
        String page = Files.readString(Path.of("../docs/reference/metrics.md"));
        Set<String> named =
                ROW.matcher(page)
                        .results()
                        .map(row ->
                                line(row.group(1), row.group(2), labels(row.group(3), "`(\\w+)`")))
                        .collect(toCollection(TreeSet::new));
        assertThat(named).isEqualTo(scraped(scrape()));
    }

    private String scrape() {
        return api.get("/actuator/prometheus").text();
    }

    /// The greatest value of a window, `_max`, belongs to its meter.
    private static Set<String> scraped(String text) {
        var types = new TreeMap<String, String>();
        TYPE.matcher(text).results().forEach(found -> types.put(found.group(1), found.group(2)));
        var labels = new TreeMap<String, Set<String>>();
        SAMPLE.matcher(text)
                .results()
                .forEach(found ->
                        labels.computeIfAbsent(
                                        found.group(1).replaceAll("_(bucket|count|sum)$", ""),
                                        _ -> new TreeSet<>())
                                .addAll(labels(found.group(2), LABEL.pattern())));
        var lines = new TreeSet<String>();
        types.forEach((name, type) -> {
            if (!name.endsWith("_max")) {
                lines.add(line(name, type, labels.getOrDefault(name, Set.of())));
            }
        });
        return lines;
    }

    private static Set<String> labels(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(label -> !OF_THE_FORMAT.contains(label))
                .collect(toCollection(TreeSet::new));
    }

    private static String line(String name, String type, Set<String> labels) {
        return name + " " + type + " " + labels;
    }
}

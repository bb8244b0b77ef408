package dev.meridian.verification.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.verification.local.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rules of `deploy/prometheus/alerts.yaml` ask for what is measured, and say where to read on.
class AlertRulesTest {
    private static final Path ROOT = Checkout.find().root();
    private static final Pattern METRIC = Pattern.compile("\\bmeridian_\\w+");
    private static final Pattern RUNBOOK = Pattern.compile("runbook: (\\S+\\.md)(?:#(\\S+))?");

    @Test
    void everyMetricIsInTheReference() throws IOException {
        String reference = Files.readString(ROOT.resolve("docs/reference/metrics.md"));
        assertThat(found(METRIC).map(MatchResult::group).distinct())
                .isNotEmpty()
                .allMatch(metric -> reference.contains("| `" + metric + "` |"));
    }

    @Test
    void everyAlertHasAChapterToReadOn() throws IOException {
        List<MatchResult> runbooks = found(RUNBOOK).toList();
        assertThat(runbooks).hasSameSizeAs(found(Pattern.compile("- alert: ")).toList());
        for (MatchResult runbook : runbooks) {
            Path page = ROOT.resolve(runbook.group(1));
            assertThat(page).exists();
            if (runbook.group(2) != null) {
                assertThat(anchors(page)).contains(runbook.group(2));
            }
        }
    }

    private static Stream<MatchResult> found(Pattern what) throws IOException {
        return what.matcher(Files.readString(ROOT.resolve("deploy/prometheus/alerts.yaml")))
                .results();
    }

    /// As the renderers of Markdown name them.
    private static List<String> anchors(Path page) throws IOException {
        try (Stream<String> lines = Files.lines(page)) {
            return lines.filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                    .map(title -> title.replaceAll("[^\\w -]", "").replace(' ', '-'))
                    .toList();
        }
    }
}

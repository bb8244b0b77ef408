package dev.meridian.controlplane.console.submit;

import dev.meridian.controlplane.jobs.spec.UnreadableException;
import dev.meridian.controlplane.jobs.spec.YamlDocument;
import dev.meridian.controlplane.jobs.spec.YamlTree;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the line of a text on which something that is wrong stands.
final class SpecLines {
    private static final Pattern SAID = Pattern.compile("\\(line (\\d+), column \\d+\\)");

    private final Map<String, Integer> lines;

    private SpecLines(Map<String, Integer> lines) {
        this.lines = lines;
    }

    /// Of a text that is no YAML nothing is known.
    static SpecLines of(String text) {
        try {
            return new SpecLines(
                    YamlTree.documents(text.getBytes(StandardCharsets.UTF_8)).stream()
                            .findFirst()
                            .map(YamlDocument::lines)
                            .orElse(Map.of()));
        } catch (UnreadableException _) {
            // whoever reads the spec says what is wrong
            return new SpecLines(Map.of());
        }
    }

    /// From 1; 0 where nobody can say.
    int of(String pointer, String detail) {
        Matcher said = SAID.matcher(detail);
        if (said.find()) {
            return Integer.parseInt(said.group(1));
        }
        // what is missing is shown at what lacks it
        String place = pointer;
        while (!place.isEmpty() && !lines.containsKey(place)) {
            place = place.substring(0, Math.max(0, place.lastIndexOf('/')));
        }
        return lines.getOrDefault(place, 0);
    }
}

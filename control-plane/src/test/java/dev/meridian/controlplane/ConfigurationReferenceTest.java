package dev.meridian.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The reference names every property of our own that the code reads, with its default, and no
/// other.
class ConfigurationReferenceTest {
    private static final Pattern VALUE =
            Pattern.compile("\\$\\{(meridian\\.[\\w.-]+)(?::([^}]*))?}");
    private static final Pattern BOUND = Pattern.compile("\\.bind\\(\"(meridian\\.[\\w.-]+)\"");
    private static final Pattern PROPERTIES =
            Pattern.compile(
                    "@ConfigurationProperties\\(\"(meridian\\.[\\w.-]+)\"\\)[^(]*record \\w+\\(([^{]*)\\{");
    private static final Pattern COMPONENT =
            Pattern.compile("@DefaultValue\\(\"([^\"]*)\"\\) [\\w<>]+ (\\w+)");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(meridian\\.[\\w.-]+)` \\| [^|]* \\| `?([^|`]*)`? \\|");

    @Test
    void thePageIsTrue() throws IOException {
        var read = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> collect(text(file), read));
        }
        // their defaults are not beside their names
        read.put("meridian.home", "~/.meridian");
        read.put("meridian.priority-classes", "low 100, standard 500, high 800, critical 1000");

        Map<String, String> page = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("../docs/reference/configuration.md")))
                .results()
                .forEach(row -> page.put(row.group(1), row.group(2)));
        assertThat(page).isEqualTo(read);
    }

    private static void collect(String source, Map<String, String> read) {
        VALUE.matcher(source)
                .results()
                .forEach(found -> read.put(found.group(1), otherwise(found)));
        BOUND.matcher(source).results().forEach(found -> read.put(found.group(1), ""));
        PROPERTIES
                .matcher(source)
                .results()
                .forEach(found ->
                        COMPONENT
                                .matcher(found.group(2))
                                .results()
                                .forEach(one ->
                                        read.put(
                                                found.group(1) + "." + kebab(one.group(2)),
                                                one.group(1))));
    }

    private static String otherwise(MatchResult found) {
        return found.group(2) == null ? "" : found.group(2);
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

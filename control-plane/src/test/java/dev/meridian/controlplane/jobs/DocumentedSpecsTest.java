package dev.meridian.controlplane.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.support.Specs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every job that the documentation shows can be submitted as it stands.
class DocumentedSpecsTest {

    private static final Pattern BLOCK =
            Pattern.compile("```(yaml|json)\n(.*?)```", Pattern.DOTALL);

    static List<String> shown() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../docs"))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .flatMap(DocumentedSpecsTest::blocks)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shown")
    void isAccepted(String spec) {
        assertThat(Specs.refusals(Specs.read(spec, SpecFormat.YAML))).isEmpty();
    }

    private static Stream<String> blocks(Path file) {
        try {
            return BLOCK.matcher(Files.readString(file))
                    .results()
                    .map((MatchResult found) -> found.group(2))
                    .filter(text -> text.contains("taskGroups"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

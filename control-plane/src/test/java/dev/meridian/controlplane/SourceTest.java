package dev.meridian.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Rules that only the text of the sources can tell.
class SourceTest {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final int TOO_LONG = 400;

    /// An UPDATE of allocations that has `state` among the columns it sets.
    private static final Pattern WRITES_STATE =
            Pattern.compile(
                    "update\\s+allocations\\b(\\s+(as\\s+)?\\w+)?\\s+set\\s"
                            + "((?!\\b(where|from|returning)\\b)[\\s\\S])*?\\bstate\\s*=",
                    Pattern.CASE_INSENSITIVE);

    @Test
    void noFileIsLongerThanOneCanHold() throws IOException {
        List<Path> sources = javaFiles("main", "test");
        List<Integer> lengths = sources.stream().map(SourceTest::lines).sorted().toList();
        System.out.printf(
                "%d Java files: median %d lines, nine of ten below %d, longest %d%n",
                lengths.size(),
                lengths.get(lengths.size() / 2),
                lengths.get(lengths.size() * 9 / 10),
                lengths.getLast());
        assertThat(sources)
                .allSatisfy(file ->
                        assertThat(lines(file)).as(file.toString()).isLessThanOrEqualTo(TOO_LONG));
    }

    @Test
    void theStateOfAnAllocationIsWrittenInOnePlace() throws IOException {
        List<Path> writers =
                javaFiles("main").stream()
                        // a benchmark sets its stage in the tables
                        .filter(file -> !file.toString().contains("/verification/bench/"))
                        .filter(file -> WRITES_STATE.matcher(text(file)).find())
                        .toList();
        assertThat(writers).as("files that write allocations.state").hasSizeLessThanOrEqualTo(1);
    }

    /// The package-info of a test comes first on the class path, and takes away what that of the
    /// room says.
    @Test
    void testsHaveNoPackageInfoOfARoom() throws IOException {
        assertThat(javaFiles("test"))
                .filteredOn(file -> file.endsWith("package-info.java"))
                .noneMatch(file ->
                        Files.exists(Path.of(file.toString().replace("/src/test/", "/src/main/"))));
    }

    @Test
    void theRuleOfTheOneWriterSeesWhatItShould() {
        assertThat(
                        WRITES_STATE
                                .matcher(
                                        "UPDATE allocations SET epoch = 1, state = :s where id = 1")
                                .find())
                .isTrue();
        assertThat(WRITES_STATE.matcher("update allocations a\n set state = 'X'").find()).isTrue();
        assertThat(
                        WRITES_STATE
                                .matcher("update allocations set epoch = 1 where state = 'X'")
                                .find())
                .isFalse();
        assertThat(WRITES_STATE.matcher("update attempts set state = 'X'").find()).isFalse();
    }

    private static List<Path> javaFiles(String... kinds) throws IOException {
        try (Stream<Path> modules = Files.list(REPOSITORY)) {
            return modules.flatMap(module ->
                            Stream.of(kinds).map(kind -> module.resolve("src/" + kind + "/java")))
                    .filter(Files::isDirectory)
                    .flatMap(SourceTest::walk)
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
        }
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lines(Path file) {
        return (int) text(file).lines().count();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.meridian.controlplane.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Contract;
import dev.meridian.controlplane.support.MeridianTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Keeps API, command and console in step: each published route has a row in the table of the
/// three, and what the row names exists, or the row says why it does not.
@MeridianTest(shared = true)
class ParityTest {
    private static final String PREFIX = "/api/v1";
    private static final Pattern ROW =
            Pattern.compile(
                    "(?m)^\\| `((?:GET|POST|PUT|DELETE) /[^`]*)` \\| ([^|]*) \\| ([^|]*) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern REASON = Pattern.compile("\\(.{5,}\\)");
    private static final Pattern VERB = Pattern.compile("(?m)^### `meridian ([a-z -]*[a-z])");

    @Autowired private Api api;

    private record Row(String route, String command, String console) {}

    @Test
    void eachRouteOfTheApiHasItsRow() throws IOException {
        Set<String> published = new TreeSet<>();
        Contract.of(api)
                .json()
                .path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .propertyNames()
                                .forEach(method ->
                                        published.add(
                                                method.toUpperCase(java.util.Locale.ROOT)
                                                        + " "
                                                        + path.getKey()
                                                                .substring(PREFIX.length()))));
        Set<String> listed = rows().stream().map(Row::route).collect(Collectors.toSet());
        assertThat(listed).isEqualTo(published);
    }

    @Test
    void eachRowNamesAVerbThatThereIs() throws IOException {
        Set<String> verbs =
                VERB.matcher(Files.readString(Path.of("../docs/reference/cli.md")))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet());
        assertThat(rows())
                .allSatisfy(row ->
                        assertThat(namedOrExcused(row.command(), row.route())).isSubsetOf(verbs));
    }

    @Test
    void eachRowNamesAPageThatThereIs() throws IOException {
        Set<String> pages =
                ConsoleRoutes.ALL.stream()
                        .map(route -> route.method() + " " + route.path().getPatternString())
                        .collect(Collectors.toSet());
        assertThat(rows())
                .allSatisfy(row ->
                        assertThat(namedOrExcused(row.console(), row.route())).isSubsetOf(pages));
    }

    private static List<String> namedOrExcused(String cell, String route) {
        List<String> named = CODE.matcher(cell).results().map(found -> found.group(1)).toList();
        if (named.isEmpty()) {
            assertThat(cell).as("a reason why %s is not there", route).matches(REASON);
        }
        return named;
    }

    private static List<Row> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("../docs/reference/faces.md")))
                .results()
                .map(row -> new Row(row.group(1), row.group(2), row.group(3)))
                .toList();
    }
}

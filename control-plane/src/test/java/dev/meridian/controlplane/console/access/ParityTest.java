package dev.meridian.controlplane.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.rest.security.NeededRoles;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Contract;
import dev.meridian.controlplane.support.MeridianTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

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

    /// Forms that do nothing that a program would ask for, or the same to many at once.
    private static final Map<String, String> OF_THE_CONSOLE_ALONE =
            Map.of(
                    "POST /sign-in", "a program shows its token",
                    "POST /sign-out", "a program shows its token",
                    "POST /theme", "looks",
                    "POST /password", "of whoever has signed in; programs have tokens",
                    "POST /submit/check", "the dry run of POST /jobs while somebody types",
                    "POST /submit/plan", "the dry run of POST /jobs",
                    "POST /jobs/orders", "an order for each of many jobs");

    @Autowired private Api api;
    @Autowired private ApplicationContext plane;

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

    /// Listed, so that somebody may open it, and mapped, so that something answers.
    @Test
    void eachRowNamesAPageThatThereIs() throws IOException {
        Set<String> pages = listed();
        pages.retainAll(mapped());
        assertThat(rows())
                .allSatisfy(row ->
                        assertThat(namedOrExcused(row.console(), row.route())).isSubsetOf(pages));
    }

    @Test
    void whateverTheConsoleDoesIsInTheTable() throws IOException {
        Set<String> named =
                rows().stream()
                        .flatMap(row -> CODE.matcher(row.console()).results())
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet());
        Set<String> actions =
                listed().stream()
                        .filter(route -> route.startsWith("POST "))
                        .filter(route -> !named.contains(route))
                        .collect(Collectors.toSet());
        assertThat(actions)
                .as("forms that no route of the API stands beside")
                .isEqualTo(OF_THE_CONSOLE_ALONE.keySet());
    }

    /// What changes something by the API is a form in the console, and what reads is a page.
    @Test
    void readingIsReadingAndOrdersAreOrders() throws IOException {
        assertThat(rows())
                .allSatisfy(row ->
                        assertThat(CODE.matcher(row.console()).results())
                                .allSatisfy(page ->
                                        assertThat(page.group(1).startsWith("GET "))
                                                .as("%s is %s", row.route(), page.group(1))
                                                .isEqualTo(row.route().startsWith("GET "))));
    }

    /// Who may do it by the API may do it in the console, and nobody else.
    @Test
    void ordersAskForTheSameRoleWhereverTheyAreGiven() throws IOException {
        Map<String, Set<Role>> ofTheApi = NeededRoles.ofTheApi();
        Map<String, Set<Role>> ofTheConsole =
                ConsoleRoutes.ALL.stream()
                        .collect(
                                Collectors.toMap(
                                        route ->
                                                route.method()
                                                        + " "
                                                        + route.path().getPatternString(),
                                        route -> Set.copyOf(route.anyOf())));
        Set<String> unlike = new TreeSet<>();
        for (Row row : rows()) {
            if (!row.route().startsWith("GET ")) {
                CODE.matcher(row.console())
                        .results()
                        .map(found -> found.group(1))
                        .filter(page ->
                                !Objects.equals(ofTheApi.get(row.route()), ofTheConsole.get(page)))
                        .forEach(page ->
                                unlike.add(
                                        "%s %s, %s %s"
                                                .formatted(
                                                        row.route(),
                                                        ofTheApi.get(row.route()),
                                                        page,
                                                        ofTheConsole.get(page))));
            }
        }
        assertThat(unlike).isEmpty();
    }

    private static Set<String> listed() {
        return ConsoleRoutes.ALL.stream()
                .map(route -> route.method() + " " + route.path().getPatternString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> mapped() {
        return plane.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(route ->
                        route.getMethodsCondition().getMethods().stream()
                                .flatMap(method ->
                                        route.getPatternValues().stream()
                                                .map(path -> method + " " + path)))
                .collect(Collectors.toSet());
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

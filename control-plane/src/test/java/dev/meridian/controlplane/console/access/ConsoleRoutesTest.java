package dev.meridian.controlplane.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.Browser;
import dev.meridian.controlplane.support.MappedRoutes;
import dev.meridian.controlplane.support.MeridianTest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;

/// Opens every page of the console, and sends every form, as nobody and as each role.
@MeridianTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleRoutesTest {
    private static final String PASSWORD = "quite a long password";

    /// Written by hand, so that the rules of [Role] are held against something that is not
    /// themselves.
    private static final Map<Role, Set<Role>> GIVES =
            Map.of(
                    Role.VIEWER, EnumSet.of(Role.VIEWER),
                    Role.SUBMITTER, EnumSet.of(Role.VIEWER, Role.SUBMITTER),
                    Role.PROJECT_ADMIN, EnumSet.of(Role.VIEWER, Role.SUBMITTER, Role.PROJECT_ADMIN),
                    Role.OPERATOR, EnumSet.of(Role.VIEWER, Role.SUBMITTER, Role.OPERATOR),
                    Role.AUDITOR, EnumSet.of(Role.VIEWER, Role.AUDITOR),
                    Role.ADMIN, EnumSet.allOf(Role.class));

    private record Somebody(Role role, Browser browser) {}

    @Autowired Api api;
    @Autowired ApplicationContext plane;

    private final List<Somebody> people = new ArrayList<>();

    @BeforeAll
    void letThemIn() {
        for (Role role : Role.values()) {
            String user = "a-" + role.label();
            String project = role.withinProject() ? ",\"project\":\"default\"" : "";
            var made =
                    api.post(
                            "/api/v1/users",
                            "{\"name\":\"%s\",\"password\":\"%s\",\"grants\":[{\"role\":\"%s\"%s}]}"
                                    .formatted(user, PASSWORD, role.label(), project));
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            people.add(new Somebody(role, Browser.of(api, user, PASSWORD)));
        }
    }

    @TestFactory
    Stream<DynamicTest> everyRouteLetsInWhomItShould() {
        Set<String> mapped = MappedRoutes.of(plane, home -> home.contains(".console"));
        return ConsoleRoutes.ALL.stream()
                .filter(route ->
                        !route.open() || route.path().getPatternString().equals("/sign-in"))
                // leaving would end the test of those that follow
                .filter(route -> !route.path().getPatternString().equals("/sign-out"))
                .filter(route ->
                        mapped.contains(
                                MappedRoutes.shape(
                                        route.method().name(), route.path().getPatternString())))
                .map(route ->
                        DynamicTest.dynamicTest(
                                route.method() + " " + route.path(), () -> check(route)));
    }

    private void check(ConsoleRoute route) {
        var nobody = new Browser(api);
        nobody.get("/sign-in");
        int toNobody = call(nobody, route);
        if (route.open()) {
            assertThat(toNobody).as("nobody").isLessThan(400);
            return;
        }
        assertThat(toNobody)
                .as("nobody")
                .isEqualTo(route.method().equals(HttpMethod.GET) ? 302 : 401);
        for (Somebody one : people) {
            int status = call(one.browser(), route);
            boolean allowed =
                    route.anyOf().isEmpty()
                            || route.anyOf().stream()
                                    .anyMatch(GIVES.getOrDefault(one.role(), Set.of())::contains);
            if (allowed) {
                assertThat(status).as(one.role().label()).isLessThan(500).isNotIn(401, 403);
            } else {
                assertThat(status).as(one.role().label()).isEqualTo(403);
            }
        }
    }

    /// With ids of things that are not there: nothing is changed by asking.
    private static int call(Browser browser, ConsoleRoute route) {
        String path =
                route.path()
                        .getPatternString()
                        .replaceAll("\\{[a-zA-Z]+}", UUID.randomUUID().toString());
        return route.method().equals(HttpMethod.GET)
                ? browser.status(path)
                : browser.post(path, Map.of()).status();
    }

    @Test
    void everyMappedPageIsListed() {
        Set<String> listed = new TreeSet<>();
        ConsoleRoutes.ALL.forEach(route ->
                listed.add(
                        MappedRoutes.shape(
                                route.method().name(), route.path().getPatternString())));
        assertThat(MappedRoutes.of(plane, home -> home.contains(".console")))
                .as("mapped, but not in ConsoleRoutes")
                .isSubsetOf(listed);
    }

    @Test
    void theNavigationShowsNobodyWhatTheyMayNotOpen() {
        for (Somebody one : people) {
            String page = one.browser().get("/").text();
            String navigation = page.substring(page.indexOf("<nav"), page.indexOf("</nav>"));
            var links =
                    Pattern.compile("href=\"([^\"]+)\"")
                            .matcher(navigation)
                            .results()
                            .map(link -> link.group(1))
                            .toList();
            assertThat(links).contains("/");
            for (String link : links) {
                assertThat(one.browser().status(link))
                        .as(one.role().label() + " " + link)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void whoHoldsNoRoleYetIsToldSo() {
        api.post(
                "/api/v1/users",
                "{\"name\":\"newcomer\",\"password\":\"" + PASSWORD + "\",\"grants\":[]}");
        var page = Browser.of(api, "newcomer", PASSWORD).get("/");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text())
                .contains("no role yet", "needs the role viewer", "an administrator can grant it");
    }
}

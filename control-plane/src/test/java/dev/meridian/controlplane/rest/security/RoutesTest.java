package dev.meridian.controlplane.rest.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.controlplane.projects.model.Role;
import dev.meridian.controlplane.support.Api;
import dev.meridian.controlplane.support.MappedRoutes;
import dev.meridian.controlplane.support.MeridianTest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;

/// Calls every route as nobody, as a member of another project, and as each role.
@MeridianTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesTest {

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

    private record Somebody(String name, Role role, Api api) {}

    @Autowired Api api;
    @Autowired ApplicationContext plane;

    private final List<Somebody> people = new ArrayList<>();

    @BeforeAll
    void letThemIn() {
        api.post("/api/v1/projects", "{\"name\":\"other\"}");
        for (Role role : Role.values()) {
            people.add(
                    somebody("a " + role.label(), role, role.withinProject() ? "default" : null));
        }
        people.add(somebody("a member of another project", Role.PROJECT_ADMIN, "other"));
    }

    private Somebody somebody(String name, Role role, @Nullable String project) {
        String user = name.replace(' ', '-');
        String grant =
                "{\"role\":\""
                        + role.label()
                        + "\""
                        + (project == null ? "}" : ",\"project\":\"" + project + "\"}");
        var made =
                api.post("/api/v1/users", "{\"name\":\"" + user + "\",\"grants\":[" + grant + "]}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String token =
                api.post("/api/v1/tokens", "{\"name\":\"test\",\"user\":\"" + user + "\"}")
                        .json()
                        .path("token")
                        .asString();
        return new Somebody(name, role, api.withToken(token));
    }

    @TestFactory
    Stream<DynamicTest> everyRouteLetsInWhomItShould() {
        return Routes.ALL.stream()
                .map(route ->
                        DynamicTest.dynamicTest(
                                route.method() + " " + route.path(), () -> check(route)));
    }

    private void check(Route route) {
        int toNobody = call(api.asNobody(), route);
        if (route.need() instanceof Need.Nothing) {
            assertThat(toNobody).isEqualTo(200);
        } else {
            assertThat(toNobody).as("nobody").isEqualTo(401);
        }
        for (Somebody one : people) {
            int status = call(one.api(), route);
            boolean allowed =
                    switch (route.need()) {
                        case Need.Nothing(), Need.Token() -> true;
                        case Need.AnyOf(List<Role> roles) ->
                                roles.stream()
                                        .anyMatch(
                                                GIVES.getOrDefault(one.role(), Set.of())::contains);
                    };
            if (allowed) {
                assertThat(status).as(one.name()).isLessThan(500).isNotIn(401, 403);
            } else {
                assertThat(status).as(one.name()).isEqualTo(403);
            }
        }
    }

    /// With ids of things that are not there: nothing is changed by asking.
    private static int call(Api caller, Route route) {
        String path =
                route.path()
                        .getPatternString()
                        .replace("{id}", UUID.randomUUID().toString())
                        .replaceAll("\\{[a-z]+}", "no-such-thing");
        boolean withBody =
                route.method().equals(HttpMethod.POST) || route.method().equals(HttpMethod.PUT);
        return caller.send(
                        route.method().name(),
                        path,
                        withBody ? "application/json" : null,
                        withBody ? "{}" : null)
                .status();
    }

    @Test
    void everyMappedRouteIsListed() {
        Set<String> listed = new TreeSet<>();
        Routes.ALL.forEach(route ->
                listed.add(
                        MappedRoutes.shape(
                                route.method().name(), route.path().getPatternString())));
        assertThat(mapped()).as("mapped, but not in Routes").isSubsetOf(listed);
    }

    private Set<String> mapped() {
        // the console has a list of its own
        var mapped = MappedRoutes.of(plane, home -> !home.contains(".console"));
        // the list of endpoints, and one path below each: the gate knows neither
        mapped.removeIf(
                route -> route.equals("GET /actuator") || route.equals("GET /actuator/health/**"));
        return mapped;
    }

    @Test
    void whatIsMappedButNotListedIsRefusedEvenToTheAdmin() {
        assertThat(api.get("/actuator").status()).isEqualTo(404);
        assertThat(api.get("/actuator/health/db").status()).isEqualTo(404);
        assertThat(api.get("/error").status()).isEqualTo(404);
        assertThat(api.get("/v3/api-docs/swagger-config").status()).isEqualTo(404);
    }

    @Test
    void aMemberOfAnotherProjectIsToldThatNothingIsThere() {
        Api stranger = people.getLast().api();
        assertThat(stranger.get("/api/v1/projects/default").status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/queues/default/default").status()).isEqualTo(404);
        assertThat(stranger.put("/api/v1/queues/default/default", "{}").status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/projects").json().path("items").findValuesAsString("name"))
                .containsExactly("other");
        assertThat(
                        stranger.get("/api/v1/queues")
                                .json()
                                .path("items")
                                .findValuesAsString("project"))
                .containsExactly("other");
        String token = api.post("/api/v1/tokens", "{\"name\":\"mine\"}").header("Location");
        assertThat(stranger.get(token).status()).isEqualTo(404);
        assertThat(stranger.delete(token).status()).isEqualTo(404);
        assertThat(
                        stranger.post("/api/v1/tokens", "{\"name\":\"theirs\",\"user\":\"admin\"}")
                                .status())
                .isEqualTo(403);
    }

    @Test
    void noJobOfAProjectShowsToAMemberOfAnother() {
        Api stranger = people.getLast().api();
        String job =
                api.post(
                                "/api/v1/jobs",
                                "{\"name\":\"a\",\"taskGroups\":[{\"task\":{\"command\":[\"true\"]}}]}")
                        .header("Location");
        assertThat(job).startsWith("/api/v1/jobs/");
        String allocation =
                "/api/v1/allocations/"
                        + api.get(job + "/allocations")
                                .json()
                                .path("items")
                                .get(0)
                                .path("id")
                                .asString();
        for (String path :
                List.of(
                        job,
                        job + "/allocations",
                        job + "/events",
                        job + "/explanation",
                        allocation,
                        allocation + "/logs",
                        allocation.replace("/allocations", "/telemetry/allocations"))) {
            assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
            if (mapped().contains("GET " + path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{}"))) {
                assertThat(people.getFirst().api().get(path).status()).as(path).isEqualTo(200);
            }
        }
        for (String order : List.of("/cancel", "/suspend", "/resume", "/retry")) {
            assertThat(stranger.post(job + order, "{}").status()).as(order).isEqualTo(404);
            assertThat(people.getFirst().api().post(job + order, "{}").status())
                    .as(order)
                    .isEqualTo(403);
        }
        assertThat(stranger.get("/api/v1/jobs").json().path("items").size()).isZero();
        assertThat(stranger.get("/api/v1/events").text())
                .doesNotContain(job.substring(job.lastIndexOf('/') + 1));
        assertThat(
                        stranger.post(
                                        "/api/v1/jobs",
                                        "{\"name\":\"a\",\"taskGroups\":[{\"task\":{\"command\":[\"true\"]}}]}")
                                .status())
                .isEqualTo(403);
    }
}

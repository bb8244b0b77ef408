package dev.meridian.controlplane.console.access;

import static dev.meridian.controlplane.projects.model.Role.ADMIN;
import static dev.meridian.controlplane.projects.model.Role.AUDITOR;
import static dev.meridian.controlplane.projects.model.Role.OPERATOR;
import static dev.meridian.controlplane.projects.model.Role.PROJECT_ADMIN;
import static dev.meridian.controlplane.projects.model.Role.SUBMITTER;
import static dev.meridian.controlplane.projects.model.Role.VIEWER;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

/// Every route of the console, with the least that its caller must hold.
///
/// The filter chain, the navigation and the test of all routes read this list. A route that is
/// mapped but not listed here is refused, and fails that test. What only the row tells (the project
/// of a job) is asked by the page itself, with `Access`.
final class ConsoleRoutes {

    private ConsoleRoutes() {}

    static final List<ConsoleRoute> ALL =
            List.of(
                    // what the browser loads, and the way in
                    ConsoleRoute.open(GET, "/webjars/**"),
                    ConsoleRoute.open(GET, "/console/**"),
                    ConsoleRoute.open(GET, "/favicon.ico"),
                    ConsoleRoute.open(GET, "/sign-in"),
                    ConsoleRoute.open(POST, "/sign-in"),
                    ConsoleRoute.signedIn(POST, "/sign-out"),
                    ConsoleRoute.open(POST, "/theme"),
                    ConsoleRoute.signedIn(GET, "/password"),
                    ConsoleRoute.signedIn(POST, "/password"),

                    // fleet
                    ConsoleRoute.of(GET, "/", VIEWER),
                    ConsoleRoute.of(GET, "/live", VIEWER),
                    ConsoleRoute.of(GET, "/nodes", VIEWER),
                    ConsoleRoute.of(GET, "/nodes/live", VIEWER),
                    ConsoleRoute.of(GET, "/nodes/heat", VIEWER),
                    ConsoleRoute.of(GET, "/nodes/named", VIEWER),
                    ConsoleRoute.of(GET, "/nodes/{id}", VIEWER),
                    ConsoleRoute.of(GET, "/nodes/{id}/series", VIEWER),
                    ConsoleRoute.of(GET, "/nodes/{id}/live", VIEWER),
                    ConsoleRoute.of(POST, "/nodes/{id}/cordon", OPERATOR),
                    ConsoleRoute.of(POST, "/nodes/{id}/uncordon", OPERATOR),
                    ConsoleRoute.of(POST, "/nodes/{id}/drain", OPERATOR),
                    ConsoleRoute.of(POST, "/nodes/{id}/quarantine", OPERATOR),
                    ConsoleRoute.of(GET, "/forecasts", VIEWER),
                    ConsoleRoute.of(GET, "/forecasts/live", VIEWER),
                    ConsoleRoute.of(GET, "/forecasts/models", VIEWER),
                    ConsoleRoute.of(GET, "/forecasts/models/live", VIEWER),
                    ConsoleRoute.of(POST, "/forecasts/models/{id}/promote", OPERATOR),
                    ConsoleRoute.of(POST, "/forecasts/models/{id}/rollback", OPERATOR),
                    ConsoleRoute.of(GET, "/forecasts/{id}", VIEWER),
                    ConsoleRoute.of(GET, "/forecasts/{id}/live", VIEWER),
                    ConsoleRoute.of(GET, "/forecasts/{id}/series", VIEWER),
                    ConsoleRoute.of(GET, "/failover", VIEWER),
                    ConsoleRoute.of(GET, "/failover/live", VIEWER),
                    ConsoleRoute.of(GET, "/replicas", VIEWER),
                    ConsoleRoute.of(GET, "/replicas/live", VIEWER),
                    ConsoleRoute.of(GET, "/drills", OPERATOR, AUDITOR),
                    ConsoleRoute.of(POST, "/drills", OPERATOR),
                    ConsoleRoute.of(GET, "/drills/live", OPERATOR, AUDITOR),
                    ConsoleRoute.of(GET, "/drills/{id}", OPERATOR, AUDITOR),
                    ConsoleRoute.of(GET, "/drills/{id}/live", OPERATOR, AUDITOR),
                    ConsoleRoute.of(POST, "/drills/{id}/abort", OPERATOR),
                    ConsoleRoute.of(GET, "/join-tokens", OPERATOR),
                    ConsoleRoute.of(POST, "/join-tokens", OPERATOR),
                    ConsoleRoute.of(GET, "/join-tokens/live", OPERATOR),
                    ConsoleRoute.of(POST, "/join-tokens/{id}/delete", OPERATOR),

                    // work
                    ConsoleRoute.of(GET, "/jobs/{id}/allocations/{allocation}/series", VIEWER),
                    ConsoleRoute.of(POST, "/jobs/{id}/allocations/{allocation}/replace", OPERATOR),
                    ConsoleRoute.of(GET, "/queue", VIEWER),
                    ConsoleRoute.of(GET, "/queue/live", VIEWER),
                    ConsoleRoute.of(GET, "/jobs", VIEWER),
                    ConsoleRoute.of(GET, "/jobs/live", VIEWER),
                    ConsoleRoute.of(GET, "/jobs/orders", SUBMITTER),
                    ConsoleRoute.of(POST, "/jobs/orders", SUBMITTER),
                    ConsoleRoute.of(GET, "/jobs/{id}", VIEWER),
                    ConsoleRoute.of(GET, "/jobs/{id}/live", VIEWER),
                    ConsoleRoute.of(GET, "/jobs/{id}/logs", VIEWER),
                    ConsoleRoute.of(GET, "/jobs/{id}/logs/live", VIEWER),
                    ConsoleRoute.of(GET, "/jobs/{id}/logs/file", VIEWER),
                    ConsoleRoute.of(GET, "/jobs/{id}/placement", VIEWER),
                    ConsoleRoute.of(GET, "/jobs/{id}/events", VIEWER),
                    ConsoleRoute.of(GET, "/jobs/{id}/spec", VIEWER),
                    ConsoleRoute.of(POST, "/jobs/{id}/cancel", SUBMITTER),
                    ConsoleRoute.of(POST, "/jobs/{id}/suspend", SUBMITTER),
                    ConsoleRoute.of(POST, "/jobs/{id}/resume", SUBMITTER),
                    ConsoleRoute.of(POST, "/jobs/{id}/retry", SUBMITTER),
                    ConsoleRoute.of(GET, "/submit", SUBMITTER),
                    ConsoleRoute.of(POST, "/submit", SUBMITTER),
                    ConsoleRoute.of(POST, "/submit/check", SUBMITTER),
                    ConsoleRoute.of(POST, "/submit/plan", SUBMITTER),
                    ConsoleRoute.of(POST, "/submit/import", SUBMITTER),
                    ConsoleRoute.of(GET, "/events", VIEWER),
                    ConsoleRoute.of(GET, "/events/live", VIEWER),
                    ConsoleRoute.of(GET, "/approvals", VIEWER),
                    ConsoleRoute.of(GET, "/approvals/live", VIEWER),
                    ConsoleRoute.of(GET, "/approvals/{id}", VIEWER),
                    ConsoleRoute.of(GET, "/approvals/{id}/live", VIEWER),
                    ConsoleRoute.of(POST, "/approvals/{id}/approve", OPERATOR),
                    ConsoleRoute.of(POST, "/approvals/{id}/reject", OPERATOR, PROJECT_ADMIN),
                    ConsoleRoute.of(GET, "/plans", VIEWER),
                    ConsoleRoute.of(GET, "/plans/live", VIEWER),
                    ConsoleRoute.of(GET, "/plans/{id}", VIEWER),
                    ConsoleRoute.of(GET, "/anomalies", VIEWER),
                    ConsoleRoute.of(GET, "/anomalies/live", VIEWER),
                    ConsoleRoute.of(GET, "/anomalies/{id}", VIEWER),

                    // money
                    ConsoleRoute.of(GET, "/projects", VIEWER),
                    ConsoleRoute.of(GET, "/projects/live", VIEWER),
                    ConsoleRoute.of(POST, "/projects", ADMIN),
                    ConsoleRoute.of(GET, "/projects/{name}", VIEWER),
                    ConsoleRoute.of(GET, "/projects/{name}/live", VIEWER),
                    ConsoleRoute.of(POST, "/projects/{name}", ADMIN),
                    ConsoleRoute.of(POST, "/projects/{name}/delete", ADMIN),
                    ConsoleRoute.of(GET, "/projects/{project}/queues", PROJECT_ADMIN),
                    ConsoleRoute.of(POST, "/projects/{project}/queues", PROJECT_ADMIN),
                    ConsoleRoute.of(GET, "/projects/{project}/queues/{name}", PROJECT_ADMIN),
                    ConsoleRoute.of(POST, "/projects/{project}/queues/{name}", PROJECT_ADMIN),
                    ConsoleRoute.of(
                            POST, "/projects/{project}/queues/{name}/delete", PROJECT_ADMIN),

                    // administration
                    ConsoleRoute.signedIn(GET, "/tokens"),
                    ConsoleRoute.signedIn(POST, "/tokens"),
                    ConsoleRoute.signedIn(POST, "/tokens/{id}/revoke"),
                    ConsoleRoute.of(GET, "/users", ADMIN, AUDITOR),
                    ConsoleRoute.of(POST, "/users", ADMIN),
                    ConsoleRoute.of(GET, "/users/{id}", ADMIN, AUDITOR),
                    ConsoleRoute.of(POST, "/users/{id}/grant", ADMIN),
                    ConsoleRoute.of(POST, "/users/{id}/revoke", ADMIN),
                    ConsoleRoute.of(POST, "/users/{id}/disable", ADMIN),
                    ConsoleRoute.of(POST, "/users/{id}/enable", ADMIN),
                    ConsoleRoute.of(POST, "/users/{id}/password", ADMIN),
                    ConsoleRoute.of(POST, "/users/{id}/delete", ADMIN),
                    ConsoleRoute.of(GET, "/audit", AUDITOR),
                    ConsoleRoute.of(GET, "/audit/verdict", AUDITOR));

    /// Routes of a path, whatever their method.
    static List<ConsoleRoute> at(String path) {
        PathContainer asked = PathContainer.parsePath(path);
        return ALL.stream().filter(route -> route.hasPath(asked)).toList();
    }

    static List<ConsoleRoute> at(HttpMethod method, String path) {
        return at(path).stream().filter(route -> route.hasMethod(method)).toList();
    }
}

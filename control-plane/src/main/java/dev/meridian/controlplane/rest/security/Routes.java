package dev.meridian.controlplane.rest.security;

import static dev.meridian.controlplane.projects.model.Role.ADMIN;
import static dev.meridian.controlplane.projects.model.Role.AUDITOR;
import static dev.meridian.controlplane.projects.model.Role.OPERATOR;
import static dev.meridian.controlplane.projects.model.Role.PROJECT_ADMIN;
import static dev.meridian.controlplane.projects.model.Role.SUBMITTER;
import static dev.meridian.controlplane.projects.model.Role.VIEWER;
import static dev.meridian.controlplane.rest.security.Need.role;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;

/// Every route there is, with the least that its caller must hold.
///
/// The filter chain and the test of all routes both read this list. A route that is mapped but not
/// listed here is refused, and fails that test.
final class Routes {

    private Routes() {}

    private static final String API = "/api/v1";

    static final List<Route> ALL =
            List.of(
                    Route.of(GET, "/actuator/health", new Need.Nothing()),
                    Route.of(GET, "/actuator/health/liveness", new Need.Nothing()),
                    Route.of(GET, "/actuator/health/readiness", new Need.Nothing()),
                    Route.of(GET, "/actuator/prometheus", role(OPERATOR, AUDITOR)),
                    Route.of(GET, "/v3/api-docs", new Need.Token()),
                    Route.of(GET, "/v3/api-docs.yaml", new Need.Token()),

                    // jobs: the project of a job is asked for by the door
                    Route.of(POST, API + "/jobs", role(SUBMITTER)),
                    Route.of(POST, API + "/jobs:batch", role(SUBMITTER)),
                    Route.of(POST, API + "/jobs:import", role(SUBMITTER)),
                    Route.of(GET, API + "/jobs", role(VIEWER)),
                    Route.of(GET, API + "/jobs/{id}", role(VIEWER)),
                    Route.of(POST, API + "/jobs/{id}/cancel", role(SUBMITTER)),
                    Route.of(POST, API + "/jobs/{id}/suspend", role(SUBMITTER)),
                    Route.of(POST, API + "/jobs/{id}/resume", role(SUBMITTER)),
                    Route.of(POST, API + "/jobs/{id}/retry", role(SUBMITTER)),
                    Route.of(GET, API + "/jobs/{id}/explanation", role(VIEWER)),
                    Route.of(GET, API + "/jobs/{id}/allocations", role(VIEWER)),
                    Route.of(GET, API + "/jobs/{id}/events", role(VIEWER)),
                    Route.of(GET, API + "/allocations/{id}", role(VIEWER)),
                    Route.of(POST, API + "/allocations/{id}/replace", role(OPERATOR)),
                    Route.of(GET, API + "/allocations/{id}/logs", role(VIEWER)),
                    Route.of(GET, API + "/events", role(VIEWER)),

                    // the fleet: everybody who may see anything sees it, operators change it
                    Route.of(GET, API + "/regions", role(VIEWER)),
                    Route.of(GET, API + "/regions/{id}", role(VIEWER)),
                    Route.of(PUT, API + "/regions/{id}", role(OPERATOR)),
                    Route.of(POST, API + "/regions/{id}/drain", role(OPERATOR)),
                    Route.of(POST, API + "/regions/{id}/drill", role(OPERATOR)),
                    Route.of(GET, API + "/drills", role(OPERATOR, AUDITOR)),
                    Route.of(GET, API + "/drills/{id}", role(OPERATOR, AUDITOR)),
                    Route.of(POST, API + "/drills/{id}/abort", role(OPERATOR)),
                    Route.of(GET, API + "/region-pairs", role(VIEWER)),
                    Route.of(PUT, API + "/region-pairs/{from}/{to}", role(OPERATOR)),
                    Route.of(GET, API + "/clusters", role(VIEWER)),
                    Route.of(GET, API + "/clusters/{id}", role(VIEWER)),
                    Route.of(PUT, API + "/clusters/{id}", role(OPERATOR)),
                    Route.of(GET, API + "/node-pools", role(VIEWER)),
                    Route.of(GET, API + "/node-pools/{id}", role(VIEWER)),
                    Route.of(PUT, API + "/node-pools/{id}", role(OPERATOR)),
                    Route.of(GET, API + "/breaker", role(VIEWER)),
                    Route.of(GET, API + "/leases", role(VIEWER)),
                    Route.of(GET, API + "/nodes", role(VIEWER)),
                    Route.of(GET, API + "/nodes/{id}", role(VIEWER)),
                    Route.of(POST, API + "/nodes/{id}/cordon", role(OPERATOR)),
                    Route.of(POST, API + "/nodes/{id}/uncordon", role(OPERATOR)),
                    Route.of(POST, API + "/nodes/{id}/drain", role(OPERATOR)),
                    Route.of(POST, API + "/nodes/{id}/quarantine", role(OPERATOR)),
                    Route.of(GET, API + "/telemetry/nodes/{id}", role(VIEWER)),
                    Route.of(GET, API + "/telemetry/allocations/{id}", role(VIEWER)),
                    Route.of(GET, API + "/telemetry/demand", role(VIEWER)),
                    Route.of(POST, API + "/telemetry/demand/history", role(ADMIN)),
                    Route.of(GET, API + "/forecasts", role(VIEWER)),
                    Route.of(GET, API + "/forecasts/models", role(VIEWER)),
                    Route.of(POST, API + "/forecasts/models/{id}/promote", role(OPERATOR)),
                    Route.of(POST, API + "/forecasts/models/{id}/rollback", role(OPERATOR)),
                    Route.of(POST, API + "/join-tokens", role(OPERATOR)),
                    Route.of(GET, API + "/join-tokens", role(OPERATOR)),
                    Route.of(DELETE, API + "/join-tokens/{id}", role(OPERATOR)),

                    // what waits for a person: the kind says who decides
                    Route.of(GET, API + "/approvals", role(VIEWER)),
                    Route.of(GET, API + "/approvals/{id}", role(VIEWER)),
                    Route.of(POST, API + "/approvals/{id}/approve", role(OPERATOR)),
                    Route.of(POST, API + "/approvals/{id}/reject", role(OPERATOR, PROJECT_ADMIN)),

                    // what left its band: the project of a service is asked for by the door
                    Route.of(GET, API + "/anomalies", role(VIEWER)),
                    Route.of(GET, API + "/anomalies/{id}", role(VIEWER)),

                    // the control planes themselves
                    Route.of(GET, API + "/replicas", role(VIEWER)),

                    // how plans came about: the projects of awards are asked for by the door
                    Route.of(GET, API + "/plans", role(VIEWER)),
                    Route.of(GET, API + "/plans/{id}", role(VIEWER)),

                    // tenants
                    Route.of(GET, API + "/projects", role(VIEWER)),
                    Route.of(POST, API + "/projects", role(ADMIN)),
                    Route.of(GET, API + "/projects/{name}", role(VIEWER)),
                    Route.of(PUT, API + "/projects/{name}", role(ADMIN)),
                    Route.of(DELETE, API + "/projects/{name}", role(ADMIN)),
                    Route.of(GET, API + "/queues", role(VIEWER)),
                    Route.of(POST, API + "/queues", role(PROJECT_ADMIN)),
                    Route.of(GET, API + "/queues/{project}/{name}", role(VIEWER)),
                    Route.of(PUT, API + "/queues/{project}/{name}", role(PROJECT_ADMIN)),
                    Route.of(DELETE, API + "/queues/{project}/{name}", role(PROJECT_ADMIN)),

                    // people; everybody may have tokens of their own
                    Route.of(GET, API + "/whoami", new Need.Token()),
                    Route.of(GET, API + "/tokens", new Need.Token()),
                    Route.of(POST, API + "/tokens", new Need.Token()),
                    Route.of(GET, API + "/tokens/{id}", new Need.Token()),
                    Route.of(DELETE, API + "/tokens/{id}", new Need.Token()),
                    Route.of(GET, API + "/users", role(ADMIN, AUDITOR)),
                    Route.of(POST, API + "/users", role(ADMIN)),
                    Route.of(GET, API + "/users/{id}", role(ADMIN, AUDITOR)),
                    Route.of(PUT, API + "/users/{id}", role(ADMIN)),
                    Route.of(DELETE, API + "/users/{id}", role(ADMIN)),
                    Route.of(GET, API + "/audit", role(AUDITOR)),
                    Route.of(GET, API + "/audit/verdict", role(AUDITOR)));
}

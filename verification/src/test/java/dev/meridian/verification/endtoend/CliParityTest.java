package dev.meridian.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.cli.client.Connection;
import dev.meridian.cli.client.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Keeps the command and the API in step: types every verb to a real control plane, and holds what
/// went over the wire against the routes that it publishes.
@Timeout(180)
class CliParityTest {

    /// Routes that no verb needs, each with the reason.
    private static final Map<String, String> EXEMPT =
            Map.of(
                    "GET /api/v1/telemetry/demand",
                    "read by programs; people see it beside its forecast",
                    "POST /api/v1/telemetry/demand/history",
                    "loaded by programs, as by make history");

    private static final String JOB =
            "{name: %s, taskGroups: [{resources: {cpu: 0.1, memory: 32Mi}, task: {driver: %s, command: [sh, -c, '%s']}}]}";

    private final Stage stage = Stage.open();
    private final List<String> failed = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    /// What was typed, and what then went over the wire.
    private record Line(String words, List<String> asked) {
        boolean isOf(String verb) {
            return (words + " ").startsWith(verb + " ");
        }
    }

    /// A row of the table of the three faces.
    private record Row(String route, List<String> verbs) {}

    @Test
    void everyRouteHasAVerbAndEveryVerbARoute() throws Exception {
        try (var recorder = new Recorder(stage.system().url())) {
            work(recorder);
            fleet(recorder);
            settings(recorder);

            Map<String, Pattern> routes = published();
            var unused = new TreeSet<>(routes.keySet());
            List<String> unknown = new ArrayList<>();
            for (String request : asked()) {
                List<String> met =
                        routes.entrySet().stream()
                                .filter(route -> route.getValue().matcher(request).matches())
                                .map(Map.Entry::getKey)
                                .toList();
                met.forEach(unused::remove);
                if (met.isEmpty()) {
                    unknown.add(request);
                }
            }
            assertThat(failed).as("lines that did not end as they should").isEmpty();
            assertThat(unknown).as("asked for, but not published").isEmpty();
            assertThat(unused).as("routes without a verb").isEqualTo(EXEMPT.keySet());
            assertThat(notAsTheTableSays(routes))
                    .as("verbs that do not ask for the route that docs/reference/faces.md says")
                    .isEmpty();
        }
    }

    private Set<String> asked() {
        return lines.stream()
                .flatMap(line -> line.asked().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> notAsTheTableSays(Map<String, Pattern> routes) throws IOException {
        List<String> wrong = new ArrayList<>();
        List<Row> table = table();
        assertThat(table).hasSizeGreaterThan(40);
        for (Row row : table) {
            Pattern route = Objects.requireNonNull(routes.get(row.route()), row.route());
            for (String verb : row.verbs()) {
                if (lines.stream()
                        .filter(line -> line.isOf(verb))
                        .flatMap(line -> line.asked().stream())
                        .noneMatch(request -> route.matcher(request).matches())) {
                    wrong.add(verb + " for " + row.route());
                }
            }
        }
        return wrong;
    }

    /// Verbs by the words of their route, as `GET /api/v1/jobs/{id}`.
    private static List<Row> table() throws IOException {
        Pattern row =
                Pattern.compile("(?m)^\\| `((?:GET|POST|PUT|DELETE) )(/[^`]*)` \\| ([^|]*) \\|");
        Pattern code = Pattern.compile("`([^`]+)`");
        return row.matcher(Files.readString(Path.of("../docs/reference/faces.md")))
                .results()
                .map(found ->
                        new Row(
                                found.group(1) + "/api/v1" + found.group(2),
                                code.matcher(found.group(3))
                                        .results()
                                        .map(verb -> verb.group(1))
                                        .toList()))
                .toList();
    }

    private void work(Recorder at) {
        String quick = JOB.formatted("parity", driver(), "echo out");
        String job = type(at, 0, quick, "submit", "--follow", "-").lastWord();
        type(at, 0, "[" + quick + "]", "submit", "--batch", "-");
        type(at, 0, quick, "plan", "-");
        String script = "#!/bin/sh\n#SBATCH --ntasks=1\ntrue\n";
        type(at, 0, script, "import", "--dry-run", "-");
        type(at, 0, script, "import", "-");
        type(at, 0, "", "get", "jobs");
        type(at, 0, "", "describe", job);
        type(at, 0, "", "explain", job);
        type(at, 0, "", "events", "--job", job);
        type(at, 0, "", "events", "-f", "--job", job);
        type(at, 0, "", "events", "--limit", "3");
        type(at, 0, "", "logs", "-f", job);
        String allocation =
                type(at, 0, "", "get", "allocations", "-j", job, "-o", "name").lastWord();
        type(at, 0, "", "describe", "allocation", allocation);

        String slow =
                type(at, 0, JOB.formatted("slow", driver(), "sleep 600"), "submit", "-").lastWord();
        stage.await(slow, Set.of("RUNNING"));
        type(at, 0, "", "top", "jobs");
        String heard = type(at, 0, "", "get", "allocations", "-j", slow, "-o", "name").lastWord();
        type(at, 5, "", "replace", heard, "--dead");
        type(at, 0, "", "suspend", slow);
        type(at, 0, "", "resume", slow);
        type(at, 0, "", "cancel", slow);
        String lost =
                type(at, 0, JOB.formatted("lost", driver(), "exit 7"), "submit", "-").lastWord();
        stage.awaitEnd(lost);
        type(at, 0, "", "retry", lost);
        type(
                at,
                7,
                JOB.formatted("seven", driver(), "exit 7"),
                "submit",
                "-f",
                "--task-exit-code",
                "-");
    }

    private void fleet(Recorder at) {
        for (String kind : List.of("nodes", "regions", "clusters", "node-pools", "region-pairs")) {
            type(at, 0, "", "get", kind);
        }
        type(at, 0, "", "nodes");
        type(at, 0, "", "breaker");
        type(at, 0, "", "top", "--plots");
        type(at, 0, "", "forecast", "show", "--resource=cpu", "--plots");
        type(at, 0, "", "forecast", "models");
        type(at, 4, "", "forecast", "promote", "999999");
        type(at, 4, "", "forecast", "rollback", "999999");
        type(at, 0, "", "describe", "node", "agent-us-east");
        type(at, 0, "", "describe", "region", "us-east");
        type(at, 0, "", "cordon", "agent-us-east", "--reason=parity");
        type(at, 0, "", "drain", "agent-us-east", "--deadline=1m", "--wait");
        type(at, 0, "", "uncordon", "agent-us-east");
        type(at, 0, "", "quarantine", "agent-us-east");
        type(at, 0, "", "uncordon", "agent-us-east");
        String proposal = type(at, 0, "", "quarantine", "agent-us-east", "--propose").lastWord();
        type(at, 0, "", "get", "anomalies");
        type(at, 0, "", "get", "plans");
        type(at, 0, "", "get", "replicas");
        type(at, 0, "", "get", "leases");
        type(at, 4, "", "describe", "plan", new UUID(0, 1).toString());
        type(at, 4, "", "describe", "anomaly", new UUID(0, 1).toString());
        type(at, 0, "", "approvals", "list");
        type(at, 0, "", "approvals", "show", proposal);
        type(at, 0, "", "approvals", "approve", proposal);
        type(at, 0, "", "uncordon", "agent-us-east");
        String unwanted = type(at, 0, "", "drain", "--region=us-east", "--propose").lastWord();
        type(at, 0, "", "approvals", "reject", unwanted, "--reason=parity");
        type(at, 0, "", "drain", "--region=us-east", "--wait");
        type(at, 0, "", "uncordon", "agent-us-east");
        type(at, 0, "", "drill", "list");
        type(at, 5, "", "drill", "start", "us-east", "--project=nobody");
        type(at, 4, "", "drill", "show", new UUID(0, 1).toString());
        type(at, 4, "", "drill", "abort", new UUID(0, 1).toString());
        type(at, 0, "", "set", "region", "us-east", "jurisdiction=US");
        type(at, 0, "", "set", "region-pair", "us-east/eu-west", "latencyMs=80");
        type(at, 0, "", "describe", "cluster", "us-east-a");
        type(at, 0, "", "set", "cluster", "us-east-a", "labels.site=one");
        String pool =
                type(at, 0, "", "get", "node-pools", "-r", "us-east", "-o", "name").lastWord();
        type(at, 0, "", "describe", "node-pool", pool);
        type(at, 0, "", "set", "node-pool", pool, "maxNodes=9");
        type(at, 0, "", "join-token", "create", "--region=r");
        String token = type(at, 0, "", "join-token", "list", "-o", "name").lastWord();
        type(at, 0, "", "join-token", "revoke", token);
    }

    private void settings(Recorder at) {
        type(at, 0, "", "create", "project", "parity", "description=test");
        type(at, 0, "", "get", "projects");
        type(at, 0, "", "describe", "project", "parity");
        type(at, 0, "", "set", "project", "parity", "residency=[\"EU\"]");
        type(at, 0, "", "create", "queue", "parity/q", "weight=2");
        type(at, 0, "", "get", "queues", "-p", "parity");
        type(at, 0, "", "describe", "queue", "parity/q");
        type(at, 0, "", "set", "queue", "parity/q", "suspended=true");
        type(at, 0, "", "delete", "queue", "parity/q");
        type(
                at,
                0,
                "",
                "create",
                "user",
                "ann",
                "grants=[{\"role\":\"viewer\",\"project\":\"parity\"}]");
        type(at, 0, "", "get", "users");
        type(at, 0, "", "describe", "user", "ann");
        type(at, 0, "", "set", "user", "ann", "disabled=true");
        type(at, 0, "", "delete", "user", "ann");
        type(at, 0, "", "delete", "project", "parity");
        type(at, 0, "", "tokens", "create", "parity", "--expires=1h");
        type(at, 0, "", "tokens", "list");
        type(at, 0, "", "get", "tokens", "parity");
        type(at, 0, "", "tokens", "revoke", "parity");
        type(at, 0, "", "audit");
        type(at, 0, "", "audit", "--verify");
        type(at, 0, "", "whoami");
    }

    private Typed type(Recorder at, int exit, String in, String... line) {
        Typed typed = Typed.to(at.url(), stage, in, line);
        lines.add(new Line(String.join(" ", line), at.taken()));
        if (typed.exit() != exit) {
            failed.add(String.join(" ", line) + ": " + typed);
        }
        return typed;
    }

    private String driver() {
        return stage.isolates() ? "sandbox" : "process";
    }

    /// By their words, as `GET /api/v1/jobs/{id}`.
    private Map<String, Pattern> published() throws Exception {
        Map<String, Pattern> routes = new TreeMap<>();
        String token = Connection.adminToken(stage.system().home()).orElseThrow();
        var request =
                HttpRequest.newBuilder(stage.system().url().resolve("/v3/api-docs"))
                        .header("Authorization", "Bearer " + token)
                        .build();
        JsonNode contract;
        try (var http = HttpClient.newHttpClient()) {
            contract = Json.read(http.send(request, BodyHandlers.ofString()).body());
        }
        for (var path : contract.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                String words =
                        method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey();
                routes.put(words, Pattern.compile(words.replaceAll("\\{\\w+}", "[^/]+")));
            }
        }
        assertThat(routes).hasSizeGreaterThan(40);
        return routes;
    }
}

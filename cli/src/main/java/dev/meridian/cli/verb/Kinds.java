package dev.meridian.cli.verb;

import dev.meridian.cli.client.Unusable;
import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Column;
import java.util.List;
import java.util.Set;

/// The kinds of thing that there are, each with its columns.
final class Kinds {

    static final List<String> NAMES =
            List.of(
                    "jobs",
                    "allocations",
                    "nodes",
                    "regions",
                    "clusters",
                    "node-pools",
                    "region-pairs",
                    "projects",
                    "queues",
                    "users",
                    "tokens",
                    "join-tokens",
                    "approvals",
                    "anomalies",
                    "plans",
                    "replicas",
                    "leases",
                    "audit");

    private Kinds() {}

    /// @param name in the plural or the singular
    static Kind find(String name) {
        return switch (name) {
            case "jobs", "job" -> jobs();
            case "allocations", "allocation" -> allocations();
            case "nodes", "node" -> nodes();
            case "regions", "region" -> regions();
            case "clusters", "cluster" -> clusters();
            case "node-pools", "node-pool", "pools", "pool" -> nodePools();
            case "region-pairs", "region-pair" -> regionPairs();
            case "projects", "project" -> projects();
            case "queues", "queue" -> queues();
            case "users", "user" -> users();
            case "tokens", "token" -> tokens();
            case "join-tokens", "join-token" -> joinTokens();
            case "approvals", "approval" -> approvals();
            case "anomalies", "anomaly" -> anomalies();
            case "plans", "plan" -> PlanKind.plans();
            case "replicas", "replica" -> ReplicaKind.replicas();
            case "leases", "lease" -> LeaseKind.leases();
            case "audit" -> audit();
            default ->
                    throw new Unusable(
                            "There is no kind '"
                                    + name
                                    + "': it is one of "
                                    + String.join(", ", NAMES)
                                    + ".");
        };
    }

    private static Kind jobs() {
        return new Kind(
                "jobs",
                "id",
                Set.of("project", "state", "queue", "name"),
                true,
                List.of(
                        Column.of("ID", "id"),
                        Column.of("NAME", "name"),
                        Column.of("PROJECT", "project"),
                        Column.of("QUEUE", "queue").wide(),
                        Column.of("TYPE", "type").wide(),
                        Column.of("STATE", "state"),
                        Column.of("PRIORITY", "priority").wide().right(),
                        Column.of("AGE", Cells.age("submittedAt")).right(),
                        Column.of("RAN", Cells.lasting("startedAt", "endedAt")).right(),
                        Column.of("BY", "submittedBy").wide(),
                        Column.of("SUBMITTED", Cells.time("submittedAt")).wide(),
                        Column.of("STARTED", Cells.time("startedAt")).wide(),
                        Column.of("ENDED", Cells.time("endedAt")).wide()));
    }

    private static Kind allocations() {
        return new Kind(
                "allocations",
                "id",
                Set.of("job"),
                true,
                List.of(
                        Column.of("ID", "id"),
                        Column.of("INSTANCE", (each, _) -> Lines.instance(each)),
                        Column.of("STATE", "state"),
                        Column.of("REGION", "region"),
                        Column.of("NODE", "nodeName"),
                        Column.of("ATTEMPT", "attempt").right(),
                        Column.of("EPOCH", "epoch").wide().right(),
                        Column.of("EXIT", "exitCode").right(),
                        Column.of("RAN", Cells.lasting("startedAt", "endedAt")).right(),
                        Column.of("STARTED", Cells.time("startedAt")).wide(),
                        Column.of("ENDED", Cells.time("endedAt")).wide(),
                        Column.of("WHY", Kinds::why)));
    }

    private static String why(tools.jackson.databind.JsonNode each, java.time.Instant now) {
        return each.has("pending")
                ? Lines.reason(each.path("pending"))
                : Cells.text(each.path("reason"));
    }

    private static Kind nodes() {
        return new Kind(
                "nodes",
                "id",
                Set.of("region", "cluster", "pool", "state"),
                true,
                List.of(
                        Column.of("NAME", "name"),
                        Column.of("REGION", "region"),
                        Column.of("CLUSTER", "cluster"),
                        Column.of("POOL", "pool").wide(),
                        Column.of("STATE", "state"),
                        Column.of("CPU", Cells.share("allocated.cpu", "capacity.cpu", false))
                                .right(),
                        Column.of(
                                        "MEMORY",
                                        Cells.share(
                                                "allocated.memoryMib", "capacity.memoryMib", true))
                                .right(),
                        Column.of(
                                "ACCELERATORS",
                                Cells.devices("allocated.accelerators", "capacity.accelerators")),
                        Column.of("HEARD", Cells.age("health.lastHeardAt")).right(),
                        Column.of("$/HOUR", Cells.money("pricePerHour")).wide().right(),
                        Column.of("ADDRESS", "address").wide(),
                        Column.of("AGENT", "agentVersion").wide(),
                        Column.of("DRIVERS", "drivers").wide(),
                        Column.of("REASON", "reason").wide(),
                        Column.of("SINCE", Cells.time("createdAt")).wide(),
                        Column.of("ID", "id")));
    }

    private static Kind regions() {
        return new Kind(
                "regions",
                "id",
                Set.of(),
                true,
                List.of(
                        Column.of("NAME", "name"),
                        Column.of("JURISDICTION", "jurisdiction"),
                        Column.of("PROVIDER", "provider"),
                        Column.of("NODES", "holdings.nodes").right(),
                        Column.of("STATES", "holdings.states"),
                        cpu(),
                        memory(),
                        devices(),
                        price(),
                        Column.of("LATITUDE", "latitude").wide().right(),
                        Column.of("LONGITUDE", "longitude").wide().right()));
    }

    private static Kind clusters() {
        return new Kind(
                "clusters",
                "id",
                Set.of("region"),
                true,
                List.of(
                        Column.of("NAME", "name"),
                        Column.of("REGION", "region"),
                        Column.of("NODES", "holdings.nodes").right(),
                        cpu(),
                        memory(),
                        devices(),
                        price(),
                        Column.of("LABELS", "labels").wide(),
                        Column.of("ID", "id")));
    }

    private static Kind nodePools() {
        return new Kind(
                "node-pools",
                "id",
                Set.of("region", "cluster"),
                true,
                List.of(
                        Column.of("NAME", "name"),
                        Column.of("REGION", "region"),
                        Column.of("CLUSTER", "cluster"),
                        Column.of("NODES", "holdings.nodes").right(),
                        Column.of("MIN", "minNodes").right(),
                        Column.of("MAX", "maxNodes").right(),
                        Column.of("SPOT", "spot"),
                        Column.of("$/NODE HOUR", Cells.money("pricePerHour")).right(),
                        Column.of("SPEED", "relativeSpeed").wide().right(),
                        cpu(),
                        memory(),
                        devices(),
                        Column.of("LABELS", "labels").wide(),
                        Column.of("ID", "id")));
    }

    private static Column cpu() {
        return Column.of(
                        "CPU",
                        Cells.share("holdings.allocated.cpu", "holdings.capacity.cpu", false))
                .right();
    }

    private static Column memory() {
        return Column.of(
                        "MEMORY",
                        Cells.share(
                                "holdings.allocated.memoryMib",
                                "holdings.capacity.memoryMib",
                                true))
                .right();
    }

    private static Column devices() {
        return Column.of(
                "ACCELERATORS",
                Cells.devices("holdings.allocated.accelerators", "holdings.capacity.accelerators"));
    }

    private static Column price() {
        return Column.of("$/HOUR", Cells.money("holdings.pricePerHour")).right();
    }

    private static Kind regionPairs() {
        return new Kind(
                "region-pairs",
                "from",
                Set.of(),
                false,
                List.of(
                        Column.of("FROM", "from"),
                        Column.of("TO", "to"),
                        Column.of("$/GB", Cells.money("egressUsdPerGb")).right(),
                        Column.of("LATENCY MS", "latencyMs").right(),
                        Column.of("MBIT/S", "bandwidthMbps").right()));
    }

    private static Kind projects() {
        return new Kind(
                "projects",
                "name",
                Set.of(),
                true,
                List.of(
                        Column.of("NAME", "name"),
                        Column.of("QUEUE", "defaultQueue"),
                        Column.of("CEILINGS", "ceilings"),
                        Column.of("RESIDENCY", "residency"),
                        Column.of("REDUNDANCY", "redundancy"),
                        Column.of("AGE", Cells.age("createdAt")).right(),
                        Column.of("DESCRIPTION", "description")));
    }

    private static Kind queues() {
        return new Kind(
                "queues",
                "name",
                Set.of("project"),
                true,
                List.of(
                        Column.of("PROJECT", "project"),
                        Column.of("NAME", "name"),
                        Column.of("WEIGHT", "weight").right(),
                        Column.of("QUOTA", "quota"),
                        Column.of("BORROWING", "borrowing"),
                        Column.of("SUSPENDED", "suspended"),
                        Column.of("PARENT", "parent").wide()));
    }

    private static Kind users() {
        return new Kind(
                "users",
                "id",
                Set.of(),
                true,
                List.of(
                        Column.of("NAME", "name"),
                        Column.of("DISABLED", "disabled"),
                        Column.of("GRANTS", Kinds::grants),
                        Column.of("AGE", Cells.age("createdAt")).right(),
                        Column.of("ID", "id")));
    }

    private static String grants(tools.jackson.databind.JsonNode user, java.time.Instant now) {
        var each = new java.util.StringJoiner(" ").setEmptyValue("-");
        for (var grant : user.path("grants")) {
            String project = grant.path("project").asString("");
            each.add(grant.path("role").asString("") + (project.isEmpty() ? "" : ":" + project));
        }
        return each.toString();
    }

    private static Kind tokens() {
        return new Kind(
                "tokens",
                "id",
                Set.of(),
                true,
                List.of(
                        Column.of("ID", "id"),
                        Column.of("NAME", "name"),
                        Column.of("USER", "user"),
                        Column.of("ROLE", "role"),
                        Column.of("PROJECT", "project"),
                        Column.of("AGE", Cells.age("createdAt")).right(),
                        Column.of("EXPIRES", Cells.time("expiresAt"))));
    }

    private static Kind joinTokens() {
        return new Kind(
                "join-tokens",
                "id",
                Set.of(),
                false,
                List.of(
                        Column.of("ID", "id"),
                        Column.of("REGION", "region"),
                        Column.of("CLUSTER", "cluster"),
                        Column.of("POOL", "pool"),
                        Column.of("BY", "createdBy"),
                        Column.of("EXPIRES", Cells.time("expiresAt")),
                        Column.of("USED", Cells.time("usedAt"))));
    }

    private static Kind approvals() {
        return new Kind(
                "approvals",
                "id",
                Set.of("state"),
                true,
                List.of(
                        Column.of("ID", "id"),
                        Column.of("STATE", "state"),
                        Column.of("KIND", "kind"),
                        Column.of("SUBJECT", "subject.name"),
                        Column.of("PROPOSED BY", "proposedBy"),
                        Column.of("AGE", Cells.age("proposedAt")).right(),
                        Column.of("EXPIRES", Cells.time("expiresAt")).wide(),
                        Column.of("DECIDED BY", "endedBy").wide(),
                        Column.of("BECAUSE", "reason")));
    }

    private static Kind anomalies() {
        return new Kind(
                "anomalies",
                "id",
                Set.of("state"),
                true,
                List.of(
                        Column.of("ID", "id"),
                        Column.of("STATE", "state"),
                        Column.of("OF", "subject.type"),
                        Column.of("NAME", "subject.name"),
                        Column.of("AGE", Cells.age("since")).right(),
                        Column.of("LAST", Cells.time("until")).wide(),
                        Column.of("VALUES", "readings").right(),
                        Column.of("WHAT", "sentence")));
    }

    private static Kind audit() {
        return new Kind(
                "audit",
                "seq",
                Set.of(),
                false,
                List.of(
                        Column.of("SEQ", "seq").right(),
                        Column.of("AT", Cells.time("at")),
                        Column.of("WHO", "actor"),
                        Column.of("FROM", "source").wide(),
                        Column.of("ACTION", "action"),
                        Column.of("OBJECT", "object"),
                        Column.of("DETAIL", "detail").wide()));
    }
}

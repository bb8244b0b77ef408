package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.client.Json;
import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.client.Unusable;
import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Column;
import dev.meridian.cli.output.Format;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The busiest first; nodes with plots on a terminal, the plain numbers for scripts.
final class Top extends Verb {

    private static final Duration RECENT = Duration.ofMinutes(2);
    private static final List<Column> NODES =
            List.of(
                    Column.of("NODE", "name"),
                    Column.of("REGION", "region"),
                    Column.of("STATE", "state"),
                    Column.of("CPU USED", Cells.share("used.cpu", "capacity.cpu", false)).right(),
                    Column.of("GIVEN", "allocated.cpu").right(),
                    Column.of(
                                    "MEMORY USED",
                                    Cells.share("used.memoryMib", "capacity.memoryMib", true))
                            .right(),
                    Column.of("GIVEN AWAY", Cells.memory("allocated.memoryMib")).right(),
                    Column.of(
                            "ACCELERATORS",
                            Cells.devices("allocated.accelerators", "capacity.accelerators")));
    private static final List<Column> JOBS =
            List.of(
                    Column.of("JOB", "name"),
                    Column.of("INSTANCE", (each, _) -> Lines.instance(each)),
                    Column.of("REGION", "region"),
                    Column.of("NODE", "nodeName"),
                    Column.of("CPU", "cpu").right(),
                    Column.of("MEMORY", Cells.memory("memory")).right(),
                    Column.of("RAN", Cells.lasting("startedAt", "endedAt")).right(),
                    Column.of("ID", "id").wide());

    private final PositionalParamSpec what =
            parameter(0, "0..1", "nodes|jobs", "What to show; nodes without.");
    private final OptionSpec watch = flag("Look again every two seconds.", "-w", "--watch");
    private final OptionSpec limit = number(20, "At most so many", "--limit");
    private final OptionSpec plots =
            flag("Draw nodes also where the output is no terminal.", "--plots");
    private final OptionSpec plain = flag("Numbers alone, no plots.", "--no-plots");

    Top() {
        super("meridian top", "meridian top --watch", "meridian top nodes --no-plots -o wide");
        talks();
        prints(Format.TABLE);
    }

    @Override
    int run(Session session) {
        Runnable look =
                switch (one(what)) {
                    case "", "nodes", "node" -> () -> nodes(session);
                    case "jobs", "job" -> () -> jobs(session);
                    default -> throw new Unusable("'meridian top' shows nodes or jobs.");
                };
        if (is(watch)) {
            new Watch(session).forever(look);
        } else {
            look.run();
        }
        return Exit.DONE;
    }

    private void nodes(Session session) {
        List<JsonNode> nodes = session.client().all("/nodes?limit=1000");
        boolean there = session.printer().terminal().isThere() || is(plots);
        if (!there || is(plain) || format(Format.TABLE) != Format.TABLE) {
            print(nodes, "used.cpu", NODES, session);
            return;
        }
        var drawn = new NodePlots(session);
        List<JsonNode> rows = busiest(nodes, "used.cpu").stream().map(drawn::of).toList();
        session.printer().list(rows, drawn.columns(), "id", Format.TABLE);
    }

    private void jobs(Session session) {
        MeridianClient client = session.client();
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode job : client.items("/jobs?state=RUNNING&limit=100", number(limit)).items()) {
            for (JsonNode each :
                    client.items(
                                    "/jobs/" + job.path("id").asString() + "/allocations",
                                    number(limit))
                            .items()) {
                if (each.path("state").asString("").equals("RUNNING")) {
                    rows.add(measured(job, each, session));
                }
            }
        }
        print(rows, "cpu", JOBS, session);
    }

    private void print(List<JsonNode> rows, String by, List<Column> columns, Session session) {
        session.printer().list(busiest(rows, by), columns, "id", format(Format.TABLE));
    }

    private List<JsonNode> busiest(List<JsonNode> rows, String by) {
        return rows.stream()
                .sorted(Comparator.comparingDouble(row -> -Cells.at(row, by).asDouble(0)))
                .limit(number(limit))
                .toList();
    }

    private static JsonNode measured(JsonNode job, JsonNode allocation, Session session) {
        ObjectNode row = Json.object().put("name", job.path("name").asString(""));
        for (String field : List.of("id", "group", "index", "region", "nodeName", "startedAt")) {
            row.set(field, allocation.path(field));
        }
        var from = session.printer().now().minus(RECENT);
        JsonNode telemetry =
                session.client()
                        .get(
                                "/telemetry/allocations/"
                                        + allocation.path("id").asString()
                                        + "?from="
                                        + MeridianClient.encode(from.toString()));
        for (JsonNode series : telemetry.path("series")) {
            JsonNode points = series.path("points");
            JsonNode last = points.path(points.size() - 1);
            switch (series.path("metric").asString("")) {
                case "cpu.used" -> row.set("cpu", last.path("average"));
                case "memory.used" -> row.set("memory", last.path("average"));
                default -> {
                    // shown by 'get -o json' of the telemetry alone
                }
            }
        }
        return row;
    }
}

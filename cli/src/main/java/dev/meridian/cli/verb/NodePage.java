package dev.meridian.cli.verb;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.cli.output.Cells;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// All about a node.
final class NodePage {

    private static final Duration RECENT = Duration.ofMinutes(2);

    private NodePage() {}

    static void print(JsonNode node, Session session) {
        PrintWriter out = session.out();
        Instant now = session.printer().now();
        Lines.field("Name", node.path("name"), out);
        Lines.field("Id", node.path("id"), out);
        Lines.field(
                "Place",
                node.path("region").asString("")
                        + " / "
                        + node.path("cluster").asString("")
                        + " / "
                        + node.path("pool").asString(""),
                out);
        Lines.field("State", node.path("state"), out);
        Lines.field("Because", node.path("reason"), out);
        JsonNode health = node.path("health");
        Lines.field(
                "Heard",
                Cells.age(health.path("lastHeardAt").asString(""), now)
                        + " ago, connected since "
                        + Cells.time(health.path("connectedSince")),
                out);
        Lines.field("CPU", amounts(node, "cpu"), out);
        Lines.field("Memory", amounts(node, "memoryMib"), out);
        Lines.field(
                "Accelerators",
                Cells.devices("allocated.accelerators", "capacity.accelerators").of(node, now),
                out);
        Lines.field("Price", Cells.money("pricePerHour").of(node, now) + " an hour", out);
        Lines.field("Speed", node.path("relativeSpeed"), out);
        Lines.field("Drivers", node.path("drivers"), out);
        Lines.field("Address", node.path("address"), out);
        Lines.field("Agent", node.path("agentVersion"), out);
        node.path("taints").forEach(taint -> Lines.field("Taint", taint, out));
        for (var label : node.path("labels").properties()) {
            Lines.field("Label", label.getKey() + " = " + Cells.text(label.getValue()), out);
        }
        node.path("standbys").forEach(place -> standby(place, session));
        drain(node.path("drain"), out);
        measured(node, session);
    }

    /// The newest of each series: what the cards and disks do is seen nowhere else.
    private static void measured(JsonNode node, Session session) {
        String from = session.printer().now().minus(RECENT).toString();
        String path = "/telemetry/nodes/" + node.path("id").asString("");
        JsonNode telemetry = session.client().get(path + "?from=" + MeridianClient.encode(from));
        for (JsonNode series : telemetry.path("series")) {
            JsonNode points = series.path("points");
            String device = series.path("device").asString("");
            Lines.field(
                    "Measured",
                    series.path("metric").asString("")
                            + (device.isEmpty() ? "" : " of " + device)
                            + " "
                            + Cells.text(points.path(points.size() - 1).path("average")),
                    session.out());
        }
    }

    private static void standby(JsonNode place, Session session) {
        Lines.field(
                "Stands by for",
                "%s, %s: %s cores, %s"
                        .formatted(
                                place.path("name").asString(""),
                                Prepared.state(place, session),
                                Cells.number(place.path("cpu").asDouble(0)),
                                Cells.mebibytes(place.path("memoryMib").asDouble(0))),
                session.out());
    }

    private static String amounts(JsonNode node, String resource) {
        return amount(node.path("used"), resource)
                + " used, "
                + amount(node.path("allocated"), resource)
                + " given away, of "
                + amount(node.path("capacity"), resource);
    }

    private static String amount(JsonNode amounts, String resource) {
        JsonNode value = amounts.path(resource);
        return !value.isNumber()
                ? "unknown"
                : resource.equals("cpu")
                        ? Cells.number(value.asDouble())
                        : Cells.mebibytes(value.asDouble());
    }

    private static void drain(JsonNode drain, PrintWriter out) {
        if (!drain.isObject()) {
            return;
        }
        boolean done = !drain.path("doneAt").isNull() && drain.has("doneAt");
        Lines.field(
                "Draining",
                done
                        ? "empty since " + Cells.time(drain.path("doneAt"))
                        : drain.path("remaining").asInt(0)
                                + " left, since "
                                + Cells.time(drain.path("since")),
                out);
        Lines.field("Deadline", Cells.time(drain.path("deadline")), out);
        for (JsonNode each : drain.path("waiting")) {
            Lines.field(
                    "Still there",
                    each.path("name").asString("") + ": " + Lines.reason(each.path("why")),
                    out);
        }
    }
}

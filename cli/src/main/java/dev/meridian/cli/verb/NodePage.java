package dev.meridian.cli.verb;

import dev.meridian.cli.output.Cells;
import java.io.PrintWriter;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// All about a node.
final class NodePage {

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
        drain(node.path("drain"), out);
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

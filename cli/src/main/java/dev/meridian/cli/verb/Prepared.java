package dev.meridian.cli.verb;

import dev.meridian.cli.output.Cells;
import tools.jackson.databind.JsonNode;

/// Places that stand by, each in a line.
final class Prepared {

    private Prepared() {}

    /// @param node where the place names its node
    static void print(JsonNode place, String node, Session session) {
        Lines.field(
                "Standby",
                "%s in %s, %s"
                        .formatted(
                                place.path(node).asString(""),
                                place.path("region").asString(""),
                                state(place, session)),
                session.out());
    }

    /// How far its agent is with it.
    static String state(JsonNode place, Session session) {
        String problem = place.path("problem").asString("");
        String prepared = place.path("preparedAt").asString("");
        return !problem.isEmpty()
                ? "not prepared: " + problem
                : !prepared.isEmpty()
                        ? "prepared " + Cells.age(prepared, session.printer().now()) + " ago"
                        : "not prepared yet";
    }
}

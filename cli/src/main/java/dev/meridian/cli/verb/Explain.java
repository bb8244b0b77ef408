package dev.meridian.cli.verb;

import dev.meridian.cli.Exit;
import dev.meridian.cli.output.Cells;
import dev.meridian.cli.output.Format;
import java.io.PrintWriter;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;

final class Explain extends Verb {

    private final PositionalParamSpec job = parameter(0, "1", "JOB", "Its id or its name.");

    Explain() {
        talks();
        prints(Format.TABLE);
    }

    @Override
    int run(Session session) {
        String id = Named.job(one(job), session.client());
        JsonNode explanation = session.client().explanation(id);
        Format format = format(Format.TABLE);
        if (format.isTable()) {
            tell(explanation, session);
        } else {
            session.printer().object(explanation, format);
        }
        return Exit.DONE;
    }

    private static void tell(JsonNode explanation, Session session) {
        PrintWriter out = session.out();
        Lines.field("State", explanation.path("state"), out);
        Lines.field("Waits", Lines.reason(explanation.path("reason")), out);
        for (JsonNode other : explanation.path("otherReasons")) {
            Lines.field("Also", Lines.reason(other), out);
        }
        JsonNode queue = explanation.path("queue");
        if (queue.has("name")) {
            Lines.field(
                    "Queue",
                    queue.path("name").asString() + ", place " + queue.path("position").asInt(),
                    out);
        }
        JsonNode start = explanation.path("expectedStart");
        if (start.has("p50")) {
            Lines.field(
                    "Starts",
                    "about "
                            + Cells.time(start.path("p50"))
                            + ", between "
                            + Cells.time(start.path("p10"))
                            + " and "
                            + Cells.time(start.path("p90")),
                    out);
        }
        Lines.whatWouldFit(explanation, out);
        explanation.path("standbys").forEach(place -> standby(place, session));
        for (JsonNode place : explanation.path("placement")) {
            place(place, out);
        }
    }

    private static void standby(JsonNode place, Session session) {
        if (place.path("node").isString()) {
            Prepared.print(place, "node", session);
        } else {
            Lines.field(
                    "No standby",
                    "%s, since %s"
                            .formatted(
                                    Lines.reason(place.path("reason")),
                                    Cells.time(place.path("since"))),
                    session.out());
        }
    }

    private static void place(JsonNode place, PrintWriter out) {
        out.println(
                place.path("allocation").asString("")
                        + " on "
                        + place.path("region").asString("")
                        + "/"
                        + place.path("node").asString("")
                        + ": "
                        + Cells.number(place.path("score").asDouble(0))
                        + " points, "
                        + (place.path("runnerUp").has("node")
                                ? "next "
                                        + place.path("runnerUp").path("node").asString()
                                        + " with "
                                        + Cells.number(
                                                place.path("runnerUp").path("score").asDouble(0))
                                : "no other node could take it"));
        for (JsonNode bid : place.path("bids")) {
            out.println(
                    "  "
                            + bid.path("region").asString("")
                            + " bid "
                            + Cells.number(bid.path("score").asDouble(0))
                            + " with "
                            + bid.path("node").asString(""));
        }
        for (JsonNode goal : place.path("goals")) {
            double points = goal.path("value").asDouble(0) * goal.path("weight").asDouble(0);
            if (points != 0) {
                out.println(
                        "  "
                                + goal.path("name").asString("")
                                + " "
                                + Cells.number(points)
                                + ": "
                                + goal.path("sentence").asString(""));
            }
        }
    }
}

package dev.meridian.cli.verb;

import dev.meridian.cli.output.Cells;
import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/// Parts of answers as sentences.
final class Lines {

    private Lines() {}

    /// `worker[3]`.
    static String instance(JsonNode allocation) {
        return allocation.path("group").asString("main")
                + "["
                + allocation.path("index").asInt(0)
                + "]";
    }

    static String reason(JsonNode reason) {
        String token = reason.path("token").asString("");
        String sentence = reason.path("sentence").asString("");
        return token.isEmpty() ? "-" : sentence.isEmpty() ? token : token + ": " + sentence;
    }

    /// What keeps nodes from taking it, and what would have to be otherwise.
    static void whatWouldFit(JsonNode answer, PrintWriter out) {
        for (JsonNode veto : answer.path("vetoes")) {
            out.println(
                    "  "
                            + nodes(veto)
                            + " refused: "
                            + reason(veto)
                            + (veto.path("waitingHelps").asBoolean(false)
                                    ? " (waiting helps)"
                                    : ""));
        }
        for (JsonNode change : answer.path("wouldFitIf")) {
            out.println(
                    "  would fit on " + nodes(change) + ": " + change.path("change").asString(""));
        }
    }

    private static String nodes(JsonNode counted) {
        int nodes = counted.path("nodes").asInt(0);
        return nodes == 1 ? "1 node" : nodes + " nodes";
    }

    /// `name: value`, where there is a value.
    static void field(String name, String value, PrintWriter out) {
        if (!value.equals("-") && !value.isEmpty()) {
            out.println(name + ":" + " ".repeat(Math.max(1, 15 - name.length())) + value);
        }
    }

    static void field(String name, JsonNode value, PrintWriter out) {
        field(name, Cells.text(value), out);
    }
}

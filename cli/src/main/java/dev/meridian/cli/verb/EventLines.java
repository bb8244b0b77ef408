package dev.meridian.cli.verb;

import dev.meridian.cli.output.Cells;
import tools.jackson.databind.JsonNode;

/// An event in a line for people.
final class EventLines {

    private EventLines() {}

    static String of(JsonNode event) {
        return Cells.time(event.path("at")) + "  " + event.path("sentence").asString("");
    }
}

package dev.meridian.cli.output;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// What stands in a column of a table.
@FunctionalInterface
public interface Cell {

    /// @param now ages count from here
    String of(JsonNode object, Instant now);
}

package dev.meridian.controlplane.jobs.model;

import java.util.OptionalDouble;
import java.util.UUID;

/// How much memory an instance of a task group will hold at most, as runs like it have shown; a
/// port, met by the room that forecasts.
@FunctionalInterface
public interface MemoryNeed {

    /// MiB that nine of ten such runs stay below; empty where no such run is known.
    OptionalDouble ofGroup(UUID group);
}

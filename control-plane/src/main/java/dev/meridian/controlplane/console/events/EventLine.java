package dev.meridian.controlplane.console.events;

import dev.meridian.controlplane.jobs.model.view.EventView;
import org.jspecify.annotations.Nullable;

/// A line of the history with the names of what it links to.
///
/// @param job its name; null: of none, or gone
/// @param node its name; null: of none, or gone
public record EventLine(EventView event, @Nullable String job, @Nullable String node) {}

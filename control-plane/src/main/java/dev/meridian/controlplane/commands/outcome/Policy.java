package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.placement.model.Snapshot;

/// Decides where what waits goes. It sees what the live system's planner sees, and nothing of what
/// comes.
public interface Policy {

    Choice choose(Snapshot snapshot);
}

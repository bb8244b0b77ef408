package dev.meridian.controlplane.dispatch.model;

import java.util.List;

/// Everything that one node should hold now: what it runs beyond this is stopped, what is missing
/// is started.
///
/// @param revision grows with every state made for the node; the agent ignores one older than the
///   last that it applied
public record DesiredState(long revision, List<Assignment> assignments) {

    public DesiredState {
        assignments = List.copyOf(assignments);
    }
}

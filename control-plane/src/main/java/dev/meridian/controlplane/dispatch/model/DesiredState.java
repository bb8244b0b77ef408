package dev.meridian.controlplane.dispatch.model;

import java.util.List;

/// Everything that one node should hold now: what it runs beyond this is stopped, what is missing
/// is started.
///
/// @param revision grows with every state made for the node; the agent ignores one older than the
///   last that it applied
/// @param standbys what it prepares, and does not start
public record DesiredState(long revision, List<Assignment> assignments, List<Standby> standbys) {

    public DesiredState {
        assignments = List.copyOf(assignments);
        standbys = List.copyOf(standbys);
    }

    public DesiredState(long revision, List<Assignment> assignments) {
        this(revision, assignments, List.of());
    }

    /// Work of another node that may have to go on here.
    ///
    /// @param work as it would be assigned
    /// @param fresh the node that runs it is silent, so that it is to be made sure of now
    public record Standby(Assignment work, boolean fresh) {}
}

package dev.meridian.controlplane.dispatch.model;

/// The port to those who want to be heard and are not yet.
public interface Doorstep {

    /// Connections at this replica that wait for their first word to be read. Nobody can tell whose
    /// they are.
    int waiting();
}

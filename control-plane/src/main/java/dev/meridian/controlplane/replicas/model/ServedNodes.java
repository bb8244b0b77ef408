package dev.meridian.controlplane.replicas.model;

/// The port to the streams of agents; the door that holds them implements it.
public interface ServedNodes {

    /// How many nodes are connected to this replica now.
    int count();
}

package dev.meridian.controlplane.fleet.model;

/// How lately a node was heard: READY, then SUSPECT (no new work), then LOST (its leases are over).
public enum Contact {
    READY,
    SUSPECT,
    LOST
}

package dev.meridian.controlplane.placement.model;

/// Whether a node takes work, and why it does not.
public enum Availability {
    READY,
    SUSPECT,
    LOST,
    CORDONED,
    DRAINING,
    QUARANTINED
}

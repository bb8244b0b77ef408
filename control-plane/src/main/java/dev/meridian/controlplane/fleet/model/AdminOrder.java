package dev.meridian.controlplane.fleet.model;

/// What an operator, or a repair, can ask of a node.
public enum AdminOrder {
    /// takes no new work; what runs stays
    CORDON,
    /// takes work again
    UNCORDON,
    /// takes no new work; what runs is moved away
    DRAIN,
    /// takes no work until somebody has looked at it
    QUARANTINE
}

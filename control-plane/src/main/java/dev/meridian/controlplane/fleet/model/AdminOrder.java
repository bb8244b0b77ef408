package dev.meridian.controlplane.fleet.model;

/// What an operator, or a repair, can ask of a node.
public enum AdminOrder {
    /// takes no new work; what runs stays
    CORDON,
    /// takes work again
    UNCORDON,
    /// takes no new work; what runs is moved away
    DRAIN,
    /// takes no new work until somebody has looked at it and opens it again; what runs stays, but
    /// for a drain that is under way or asked for later
    QUARANTINE
}

package dev.meridian.controlplane.fleet.model;

import java.time.Instant;

/// A node that has not been heard for a while.
public record SilentNode(NodeId id, RegionName region, Contact contact, Instant lastHeard) {}

package dev.meridian.controlplane.placement.model;

/// From one region to another, in this direction.
public record RegionPair(String from, String to) {}

package dev.meridian.controlplane.fleet.model;

/// The way from one region to another.
public record RegionPair(RegionName from, RegionName to, RegionPairEdit facts, long version) {}

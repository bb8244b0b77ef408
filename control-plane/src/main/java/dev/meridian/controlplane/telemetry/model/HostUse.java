package dev.meridian.controlplane.telemetry.model;

/// What a host used when it was last heard.
///
/// @param cores of its CPU
/// @param memory MiB
public record HostUse(double cores, double memory) {}

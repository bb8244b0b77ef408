package dev.meridian.controlplane.telemetry.model;

/// How far a stream has arrived: everything before byte `offset` is stored (or dropped beyond the
/// limit).
public record LogOffset(LogKey key, long offset) {}

package dev.meridian.controlplane.dispatch.model;

/// Where the state of an allocation is kept from one attempt to the next.
///
/// @param path where the task finds it
/// @param key names it in the store of any node, in the manner of a relative path
public record CheckpointPlace(String path, String key) {}

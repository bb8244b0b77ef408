package dev.meridian.controlplane.console.access;

/// Somebody has signed out here, or begun another session: what this one left open is to end.
///
/// @param session id of the [dev.meridian.controlplane.projects.model.OpenSession]
public record SessionEnded(String session) {}

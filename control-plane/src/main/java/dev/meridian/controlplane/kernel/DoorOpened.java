package dev.meridian.controlplane.kernel;

/// A server other than the web server listens now.
///
/// @param door as named in `ports.json`
/// @param port the real one, also where a free one was asked for
public record DoorOpened(String door, int port) {}

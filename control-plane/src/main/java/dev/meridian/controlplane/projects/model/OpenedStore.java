package dev.meridian.controlplane.projects.model;

import java.util.Map;

/// A project's checkpoint store as its agents need it.
///
/// @param settings of the backend, credentials among them
public record OpenedStore(String uri, long bytesPerSecond, Map<String, String> settings) {
    public OpenedStore {
        settings = Map.copyOf(settings);
    }

    /// Of the settings the names alone.
    @Override
    public String toString() {
        return uri + " with " + settings.keySet();
    }
}

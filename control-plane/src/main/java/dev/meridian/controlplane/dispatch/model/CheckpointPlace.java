package dev.meridian.controlplane.dispatch.model;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the state of an allocation is kept from one attempt to the next.
///
/// @param path where the task finds it
/// @param key names it in whatever store, in the manner of a relative path
/// @param store the project's; null: the node's own, if it has one
public record CheckpointPlace(String path, String key, @Nullable Store store) {

    /// @param settings of the backend, credentials among them
    /// @param every between two copies
    /// @param bytesPerSecond of copies while the task runs; 0: as fast as it goes
    public record Store(
            String uri, Map<String, String> settings, Duration every, long bytesPerSecond) {
        public Store {
            settings = Map.copyOf(settings);
        }

        /// Of the settings the names alone.
        @Override
        public String toString() {
            return uri + " with " + settings.keySet();
        }
    }
}

package dev.meridian.controlplane.projects.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a project keeps the checkpoints of its tasks.
///
/// @param uri `file:/mnt/checkpoints`, or rclone's backend and a folder, as `s3:bucket/folder`
/// @param region in which it lies, by which moving a checkpoint is priced; null: a copy lies where
///   it was made
/// @param bytesPerSecond of copies while tasks run; 0: as fast as it goes
/// @param settings names of the backend's settings
/// @param sealed the settings with their values, credentials among them, which nobody but the
///   agents may read
public record CheckpointStore(
        String uri,
        @Nullable String region,
        long bytesPerSecond,
        List<String> settings,
        String sealed) {
    /// Two thirds of a link of a gigabit a second, so that the work's own traffic goes on.
    public static final long USUAL_BYTES_PER_SECOND = 80_000_000;

    public CheckpointStore {
        settings = List.copyOf(settings);
        if (bytesPerSecond < 0) {
            throw new IllegalArgumentException("bytes per second: " + bytesPerSecond);
        }
    }

    /// The same for people, and for what is written down about it.
    public CheckpointStore shown() {
        return new CheckpointStore(uri, region, bytesPerSecond, settings, "");
    }
}

package dev.meridian.controlplane.jobs.model.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of the copies of an allocation's state in its project's store.
///
/// @param generation of the last whole copy, EPOCH-NUMBER; null: there is none yet
/// @param copyMillis how long making it took
/// @param region in which it lies
/// @param restoring it is being fetched for the attempt that starts
/// @param restored the generation with which the newest attempt began; null: with none
/// @param problem why the last copy could not be made; null: it could
public record CheckpointView(
        @Nullable String generation,
        long bytes,
        int files,
        long copyMillis,
        @Nullable Instant savedAt,
        @Nullable String region,
        boolean restoring,
        @Nullable String restored,
        long restoreMillis,
        @Nullable String problem) {}

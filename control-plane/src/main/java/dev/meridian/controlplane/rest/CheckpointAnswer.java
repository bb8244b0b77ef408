package dev.meridian.controlplane.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.jobs.model.view.CheckpointView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of the copies of an allocation's state in its project's store.
///
/// @param generation of the last whole copy, EPOCH-NUMBER; absent: there is none yet
/// @param copyMillis how long making it took
/// @param region in which it lies
/// @param restoring it is being fetched for the attempt that starts
/// @param restored the generation with which the newest attempt began
/// @param problem why the last copy could not be made
@JsonInclude(JsonInclude.Include.NON_NULL)
record CheckpointAnswer(
        @Nullable String generation,
        long bytes,
        int files,
        long copyMillis,
        @Nullable Instant savedAt,
        @Nullable String region,
        boolean restoring,
        @Nullable String restored,
        long restoreMillis,
        @Nullable String problem) {

    static CheckpointAnswer of(CheckpointView view) {
        return new CheckpointAnswer(
                view.generation(),
                view.bytes(),
                view.files(),
                view.copyMillis(),
                view.savedAt(),
                view.region(),
                view.restoring(),
                view.restored(),
                view.restoreMillis(),
                view.problem());
    }
}

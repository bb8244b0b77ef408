package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a drill does to one copy.
///
/// @param name `job/group[index]`
/// @param epoch of the copy that was cut off
/// @param node that it ran on
/// @param policy `fence`, `overlap` or `keep`
/// @param lease how long it may run without a renewal
/// @param stopped the run that came to its end by the drill, in full; null where none did
/// @param backOn region and node of the copy that replaced it; null while there is none
/// @param recovery from the beginning of the drill until that copy ran; null while there is none
/// @param waits why it waits, in a sentence; null where it does not
public record DrilledCopy(
        AllocationId allocation,
        JobId job,
        String project,
        String name,
        int epoch,
        String node,
        String policy,
        Duration lease,
        Stage stage,
        @Nullable Duration stopped,
        @Nullable Place backOn,
        @Nullable Duration recovery,
        @Nullable String waits) {

    public record Place(String region, String node) {}

    /// How far its recovery is, in order.
    public enum Stage {
        /// Runs on until its lease is over.
        LEASED,
        /// Waits for a place elsewhere.
        WAITING,
        /// Has a place elsewhere and is being started.
        STARTING,
        /// Runs elsewhere.
        BACK,
        /// Ended meanwhile, or was cancelled.
        ENDED,
        /// Its policy is `keep`: it runs on through any silence, and was left in peace.
        KEPT;

        /// Whether the drill has nothing more to learn of it.
        public boolean isFinal() {
            return this == BACK || this == ENDED || this == KEPT;
        }
    }
}

package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.dispatch.model.DrainWait;
import dev.meridian.controlplane.fleet.model.Drain;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How far the emptying of a node is.
///
/// @param deadline until when batch work may end by itself; null: it is moved as soon as it has a
///   place
/// @param force whether at the deadline also that is stopped which has no other place
/// @param remaining copies that the node still holds
/// @param doneAt when the node was found empty; null: it is not
/// @param waiting the first of what is still there, and why
record DrainView(
        String reason,
        Instant since,
        @Nullable Instant deadline,
        boolean force,
        int remaining,
        @Nullable Instant doneAt,
        List<Waiting> waiting) {

    /// @param name job, group and index: `llm-sft/worker[3]`
    record Waiting(UUID allocation, UUID job, String name, Why why) {
        static Waiting of(DrainWait wait) {
            return new Waiting(
                    wait.allocation().value(),
                    wait.job().value(),
                    wait.name(),
                    new Why(wait.token(), wait.sentence()));
        }
    }

    /// @param token a reason for pending, or MovedAtDeadline, Moving, Stopping
    record Why(String token, String sentence) {}

    static @Nullable DrainView of(@Nullable Drain drain, int remaining, List<DrainWait> waiting) {
        return drain == null
                ? null
                : new DrainView(
                        drain.reason(),
                        drain.since(),
                        drain.deadline(),
                        drain.force(),
                        remaining,
                        drain.doneAt(),
                        waiting.stream().map(Waiting::of).toList());
    }
}

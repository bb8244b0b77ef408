package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.fleet.model.Drain;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.MovableAllocation;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An allocation on a node that is being drained, or of a gang of which a part is, and what is to
/// be done with it now.
///
/// @param why what is told of it; null where a plan will say
public record Mover(MovableAllocation of, Step step, @Nullable Why why) {
    public static final String STOPPING = "Stopping";
    public static final String MOVING = "Moving";

    public enum Step {
        /// to another node, as soon as there is a place
        MOVE,
        /// to be stopped and placed again with its gang, as soon as there is a place for all
        REGROUP,
        /// its gang is being stopped: the place is kept until all may be placed again
        KEEP_PLACE,
        /// to be stopped without asking for a place: an older copy of it serves, or nothing of it
        /// has begun
        STOP,
        /// not yet, or no longer
        STAY
    }

    /// @param token a reason for pending, or one of a drain's own
    public record Why(String token, String sentence) {}

    public AllocationId id() {
        return of.id();
    }

    /// Whether a plan is to look for a place.
    public boolean seeks() {
        return step == Step.MOVE || step == Step.REGROUP || step == Step.KEEP_PLACE;
    }

    /// What is to be done with one by itself.
    static Mover of(MovableAllocation one, Map<NodeId, Drain> draining, Instant now) {
        @Nullable NodeId node = one.node();
        @Nullable Drain drain = node == null ? null : draining.get(node);
        if (one.stop() != null) {
            return new Mover(one, Step.STAY, new Why(STOPPING, "It is told to stop."));
        }
        if (drain == null) {
            return new Mover(one, Step.KEEP_PLACE, null);
        }
        if (one.state() == AllocationState.Kind.UNKNOWN) {
            return new Mover(
                    one,
                    Step.STAY,
                    new Why("NodeSilent", "Its node is silent; its lease decides."));
        }
        if (one.departing()) {
            return one.state() == AllocationState.Kind.RUNNING
                    ? new Mover(
                            one,
                            Step.STAY,
                            new Why(MOVING, "It came here just now; its last copy ends first."))
                    : new Mover(one, Step.STOP, new Why(STOPPING, "It is sent on elsewhere."));
        }
        if (!one.service() && !drain.isDue(now)) {
            return new Mover(
                    one,
                    Step.STAY,
                    new Why(
                            "MovedAtDeadline",
                            "It may end by itself until %s, and is moved then."
                                    .formatted(drain.deadline())));
        }
        return new Mover(one, one.gang().isPresent() ? Step.REGROUP : Step.MOVE, null);
    }
}

package dev.meridian.controlplane.jobs.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far one allocation is. Each record holds only what is true in that state.
///
/// What moves an allocation from one to the next is the table in [AllocationLifecycle]; nothing
/// else does.
public sealed interface AllocationState {

    /// Of the newest placement; 0 before the first.
    int epoch();

    Tally tally();

    default Kind kind() {
        return switch (this) {
            case Pending _ -> Kind.PENDING;
            case Assigned _ -> Kind.ASSIGNED;
            case Starting _ -> Kind.STARTING;
            case Running _ -> Kind.RUNNING;
            case Unknown _ -> Kind.UNKNOWN;
            case Succeeded _ -> Kind.SUCCEEDED;
            case Failed _ -> Kind.FAILED;
            case Cancelled _ -> Kind.CANCELLED;
        };
    }

    /// The names that the API and the database use.
    enum Kind {
        PENDING,
        ASSIGNED,
        STARTING,
        RUNNING,
        UNKNOWN,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        /// Has a node, and may have a copy running on it.
        public boolean isLive() {
            return switch (this) {
                case ASSIGNED, STARTING, RUNNING, UNKNOWN -> true;
                case PENDING, SUCCEEDED, FAILED, CANCELLED -> false;
            };
        }

        public boolean isEnded() {
            return switch (this) {
                case SUCCEEDED, FAILED, CANCELLED -> true;
                case PENDING, ASSIGNED, STARTING, RUNNING, UNKNOWN -> false;
            };
        }
    }

    /// Waits for a node.
    ///
    /// @param notBefore end of a back-off; null: may be placed at once
    record Pending(int epoch, Tally tally, @Nullable Instant notBefore) implements AllocationState {
        public static Pending fresh() {
            return new Pending(0, Tally.NONE, null);
        }
    }

    /// Placed on a node; a copy may run there until the agent says that it ended, or its lease is
    /// over.
    ///
    /// A stop order stands in the record: the copy lives until the agent has reported.
    sealed interface Live extends AllocationState {
        Copy copy();

        @Nullable Stop stop();

        Live stopping(Stop stop);

        Live counting(Tally changed);

        /// When this copy began to run; null: it has not been heard to.
        @Nullable Instant startedAt();

        @Override
        default int epoch() {
            return copy().epoch();
        }
    }

    record Assigned(Copy copy, Tally tally, @Nullable Stop stop) implements Live {
        @Override
        public Assigned stopping(Stop order) {
            return new Assigned(copy, tally, order);
        }

        @Override
        public Assigned counting(Tally changed) {
            return new Assigned(copy, changed, stop);
        }

        @Override
        public @Nullable Instant startedAt() {
            return null;
        }
    }

    record Starting(Copy copy, Tally tally, @Nullable Stop stop) implements Live {
        @Override
        public Starting stopping(Stop order) {
            return new Starting(copy, tally, order);
        }

        @Override
        public Starting counting(Tally changed) {
            return new Starting(copy, changed, stop);
        }

        @Override
        public @Nullable Instant startedAt() {
            return null;
        }
    }

    record Running(Copy copy, Tally tally, @Nullable Stop stop, Instant startedAt) implements Live {
        @Override
        public Running stopping(Stop order) {
            return new Running(copy, tally, order, startedAt);
        }

        @Override
        public Running counting(Tally changed) {
            return new Running(copy, changed, stop, startedAt);
        }
    }

    /// The node is silent; its copy may or may not run.
    record Unknown(Copy copy, Tally tally, @Nullable Stop stop, @Nullable Instant startedAt)
            implements Live {
        @Override
        public Unknown stopping(Stop order) {
            return new Unknown(copy, tally, order, startedAt);
        }

        @Override
        public Unknown counting(Tally changed) {
            return new Unknown(copy, changed, stop, startedAt);
        }
    }

    /// Over. A success is never run again.
    sealed interface Ended extends AllocationState {
        Instant endedAt();
    }

    record Succeeded(int epoch, Tally tally, int exitCode, Instant endedAt) implements Ended {}

    /// @param exitCode null where there was no process to have one
    record Failed(
            int epoch, Tally tally, String reason, @Nullable Integer exitCode, Instant endedAt)
            implements Ended {}

    record Cancelled(
            int epoch, Tally tally, String reason, @Nullable Integer exitCode, Instant endedAt)
            implements Ended {}
}

package dev.meridian.controlplane.dispatch.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What becomes of a copy whose node is not heard, if that stays so.
///
/// @param stopsIn until the copy stops by itself, or is stopped by the guard of its node; zero: it
///   has been, null: it runs on
/// @param placedIn until the allocation is placed anew; zero: with the next plan, null: by no plan
public record Outlook(Course course, @Nullable Duration stopsIn, @Nullable Duration placedIn) {

    /// How it goes on.
    public enum Course {
        /// Its end was told: the allocation is placed anew at once.
        GONE,
        /// It stops when its lease is over, and is replaced when it cannot live any more: `fence`.
        FENCED,
        /// It is replaced when its lease is over, and stopped when it is heard: `overlap`.
        REPLACED,
        /// It runs on, and a person alone replaces it: `keep`.
        KEPT,
        /// The allocation has been placed anew already.
        DEPARTING,
        /// Too many nodes are silent: it is given up when contact returns, or by a person.
        FROZEN
    }

    /// @param policy `fence`, `overlap` or `keep`
    /// @param left of its lease; negative: it is over
    /// @param margin after a lease: the time to kill and the drift of clocks
    /// @param frozen nobody is given up for silence now
    /// @param grace for so long its silence is not held against it
    public static Outlook of(
            String policy, Duration left, Duration margin, boolean frozen, Duration grace) {
        boolean fenced = policy.equals("fence");
        if (policy.equals("keep")) {
            return new Outlook(Course.KEPT, null, null);
        }
        @Nullable Duration stops = fenced ? atLeastZero(left) : null;
        if (frozen) {
            return new Outlook(Course.FROZEN, stops, null);
        }
        Duration over = fenced ? left.plus(margin) : left;
        return new Outlook(
                fenced ? Course.FENCED : Course.REPLACED,
                stops,
                atLeastZero(over.compareTo(grace) < 0 ? grace : over));
    }

    private static Duration atLeastZero(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}

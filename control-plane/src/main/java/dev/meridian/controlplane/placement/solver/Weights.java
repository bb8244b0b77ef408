package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What it costs to leave something waiting: its size, more with age or where a deadline presses;
/// and anything of a higher standing, which is its priority class or its turn, outweighs all that
/// is below it in the window.
final class Weights {
    private static final long MOST_SIZE = 100;
    private static final long MOST_AGE = 4;

    /// More classes than this are not told apart, so that sums of a window stay within a long.
    private static final int MOST_CLASSES = 4;

    private final Map<Integer, Long> factorOfStanding = new HashMap<>();
    private final Instant now;

    /// @param standings of each seat of the window
    Weights(List<Integer> standings, Instant now) {
        this.now = now;
        TreeMap<Integer, Integer> seats = new TreeMap<>();
        standings.forEach(standing -> seats.merge(standing, 1, Integer::sum));
        long factor = 1;
        long below = 0;
        int classes = 0;
        for (Map.Entry<Integer, Integer> one : seats.entrySet()) {
            if (classes >= seats.size() - MOST_CLASSES && classes > 0) {
                factor = below + 1;
            }
            factorOfStanding.put(one.getKey(), factor);
            below += factor * one.getValue() * MOST_SIZE * MOST_AGE;
            classes++;
        }
    }

    long of(int standing, PendingGroup group, Requirement requirement) {
        long devices = requirement.accelerators().totalMillis() / 100;
        long cores = requirement.amounts().cpu().value() / 4000;
        long size = Math.min(MOST_SIZE, 1 + devices + cores);
        long age =
                Urgency.presses(requirement.stakes())
                        ? MOST_AGE
                        : Math.min(
                                MOST_AGE,
                                1
                                        + Math.max(
                                                0,
                                                Duration.between(group.submittedAt(), now)
                                                        .toHours()));
        return factorOfStanding.getOrDefault(standing, 1L) * size * age;
    }
}

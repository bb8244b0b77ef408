package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What follows a failure of the task itself, and how long an allocation that keeps losing its node
/// is held back.
///
/// Loss of infrastructure spends no retry; it only costs a growing wait, so that a flapping link
/// makes no storm.
///
/// @param max retries that one allocation, or one gang, may spend
/// @param backoff wait before the first retry; doubles with each
/// @param cap longest wait
/// @param cures what to change after a reason
/// @param covered another copy serves meanwhile: a failure spends nothing, and is tried again on
///   another node until it succeeds
/// @param largestFactor beyond which no node has the memory
/// @param leastFactor to which memory grows at least where it grows, for runs like it needed so
///   much
public record RetryPolicy(
        int max,
        Duration backoff,
        Duration cap,
        List<Cure> cures,
        boolean covered,
        double largestFactor,
        double leastFactor) {
    /// A token, under which jobs may name a cure for the loss of a node.
    public static final String NODE_LOST = "NODE_LOST";

    private static final String AGENT_LOST = "AGENT_LOST";
    private static final String NODE_FULL = "NODE_FULL";
    static final String START_FAILED = "START_FAILED";

    /// The state that it must go on from was not to be had on that host.
    private static final String CHECKPOINT_FAILED = "CHECKPOINT_FAILED";

    private static final Set<String> SHUNNED = Set.of(NODE_FULL, START_FAILED, CHECKPOINT_FAILED);

    /// A task that no host can start is at fault itself.
    private static final int MOST_HOSTS = 3;

    public static final RetryPolicy NEVER =
            new RetryPolicy(0, Duration.ofSeconds(10), Duration.ofMinutes(10), List.of());

    private static final Duration FIRST_WAIT_OF_THE_FLAPPING = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT_OF_THE_FLAPPING = Duration.ofMinutes(5);

    /// A copy that ran this long was no victim of flapping: the count begins anew.
    private static final Duration STEADY = Duration.ofMinutes(10);

    private static final double LARGEST_MEMORY_FACTOR = 64;
    private static final int MOST_DOUBLINGS = 20;

    /// @param reason of the failure: OOM, EXIT_CODE … or NODE_LOST
    /// @param memoryFactor memory of the next attempt is multiplied by it, 1 or more
    public record Cure(String reason, double memoryFactor, boolean avoidNode) {
        public Cure {
            if (memoryFactor < 1) {
                throw new IllegalArgumentException(
                        "a retry cannot ask for less memory: factor " + memoryFactor);
            }
        }
    }

    /// The allocation may try again: with this tally, after this pause.
    public record Again(Tally tally, Duration pause) {}

    public RetryPolicy(int max, Duration backoff, Duration cap, List<Cure> cures) {
        this(max, backoff, cap, cures, false, LARGEST_MEMORY_FACTOR, 1);
    }

    public RetryPolicy {
        if (max < 0 || backoff.isNegative() || cap.isNegative()) {
            throw new IllegalArgumentException(
                    "impossible retry policy: max %d, %s to %s".formatted(max, backoff, cap));
        }
        cures = List.copyOf(cures);
    }

    /// Ends that an agent reports and the job has no part in: they cost no retry.
    static boolean hostsDoing(String reason, Tally tally) {
        return reason.equals(AGENT_LOST)
                || reason.equals(NODE_FULL)
                || reason.equals(CHECKPOINT_FAILED)
                || (reason.equals(START_FAILED) && tally.losses() < MOST_HOSTS);
    }

    /// The same while an older copy goes on serving.
    public RetryPolicy whileCovered() {
        return new RetryPolicy(max, backoff, cap, cures, true, largestFactor, leastFactor);
    }

    /// The same where no node has more memory than so many times what was asked for.
    public RetryPolicy atMost(double factor) {
        return new RetryPolicy(
                max,
                backoff,
                cap,
                cures,
                covered,
                Math.clamp(factor, 1, LARGEST_MEMORY_FACTOR),
                leastFactor);
    }

    /// The same where runs like it needed so many times the memory that was asked for: an attempt
    /// that is to have more gets at least this, for each that is too small again costs a retry.
    public RetryPolicy atLeast(double factor) {
        return new RetryPolicy(
                max,
                backoff,
                cap,
                cures,
                covered,
                largestFactor,
                Math.clamp(factor, 1, LARGEST_MEMORY_FACTOR));
    }

    /// Whether the next attempt after this reason is to have more memory.
    public boolean growsAfter(String reason) {
        return cures.stream()
                .anyMatch(cure -> cure.reason().equals(reason) && cure.memoryFactor() > 1);
    }

    /// @return empty when the retries are spent
    Optional<Again> afterFailure(Tally tally, String reason, NodeId node) {
        if (covered) {
            Tally counted =
                    new Tally(tally.retries(), tally.losses() + 1, tally.memoryFactor(), node);
            return Optional.of(
                    new Again(
                            cured(counted, reason, node),
                            doubled(
                                    FIRST_WAIT_OF_THE_FLAPPING,
                                    tally.losses(),
                                    LONGEST_WAIT_OF_THE_FLAPPING)));
        }
        if (tally.retries() >= max) {
            return Optional.empty();
        }
        Tally spent = new Tally(tally.retries() + 1, 0, tally.memoryFactor(), tally.avoidNode());
        return Optional.of(
                new Again(cured(spent, reason, node), doubled(backoff, tally.retries(), cap)));
    }

    /// @param reason why it was lost: a node that is full, or could not start it, is shunned
    ///   without being asked to
    /// @param ran how long the copy had run; zero where it had not started
    Again afterLoss(Tally tally, String reason, Duration ran, NodeId node) {
        int losses = ran.compareTo(STEADY) >= 0 ? 1 : tally.losses() + 1;
        Duration wait =
                losses == 1
                        ? Duration.ZERO
                        : doubled(
                                FIRST_WAIT_OF_THE_FLAPPING,
                                losses - 2,
                                LONGEST_WAIT_OF_THE_FLAPPING);
        @Nullable NodeId avoid = SHUNNED.contains(reason) ? node : tally.avoidNode();
        Tally counted = new Tally(tally.retries(), losses, tally.memoryFactor(), avoid);
        return new Again(cured(counted, NODE_LOST, node), wait);
    }

    private Tally cured(Tally tally, String reason, NodeId node) {
        double factor = tally.memoryFactor();
        @Nullable NodeId avoid = tally.avoidNode();
        for (Cure cure : cures) {
            if (cure.reason().equals(reason)) {
                double grown = factor * cure.memoryFactor();
                double wanted = cure.memoryFactor() > 1 ? Math.max(grown, leastFactor) : grown;
                factor = Math.max(factor, Math.min(largestFactor, wanted));
                avoid = cure.avoidNode() ? node : avoid;
            }
        }
        return new Tally(tally.retries(), tally.losses(), factor, avoid);
    }

    private static Duration doubled(Duration first, int times, Duration cap) {
        Duration wait = first.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
        return wait.compareTo(cap) > 0 ? cap : wait;
    }
}

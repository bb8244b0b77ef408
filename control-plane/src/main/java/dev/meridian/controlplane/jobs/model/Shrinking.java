package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.jobs.model.EligibleGroup.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a group of a gang that has run before may start again without all of its members: always
/// with the lowest of their indexes, so that ranks stay without a gap.
///
/// @param atOnce members that must have room as long as a place for all is looked for: all of them,
///   or as many as it was last started with
/// @param least members that must have room after that
/// @param from when no place for all is looked for any longer
public record Shrinking(int atOnce, int least, Instant from) {

    /// Empty where it starts whole or not at all: its spec does not let it shrink, it has never
    /// run, or a member has succeeded, whose part of the work was cut for the size that it ran
    /// with.
    ///
    /// @param least as the spec has it; null: all
    /// @param last how many it was last started with
    /// @param waiting all of it that has not ended
    /// @param grace for how long a place for all is looked for, from when the last member stopped
    public static Optional<Shrinking> of(
            @Nullable Integer least,
            int last,
            int succeeded,
            List<Waiting> waiting,
            Duration grace) {
        if (least == null
                || succeeded > 0
                || least >= waiting.size()
                || waiting.stream().noneMatch(one -> one.epoch() > 0)) {
            return Optional.empty();
        }
        Instant since = waiting.stream().map(Waiting::since).max(Instant::compareTo).orElseThrow();
        return Optional.of(new Shrinking(Math.min(last, waiting.size()), least, since.plus(grace)));
    }

    /// How many must start at once.
    public int needed(Instant now) {
        return now.isBefore(from) ? atOnce : least;
    }

    /// Whether a gang keeps its promises when, of one of its groups, these start.
    ///
    /// @param going indexes of all that are to run and have not ended
    /// @param starting those of them that start now
    /// @param least as the spec has it; null: all
    public static boolean allows(
            Collection<Integer> going,
            Set<Integer> starting,
            @Nullable Integer least,
            int succeeded) {
        if (starting.containsAll(going)) {
            return true;
        }
        return least != null
                && succeeded == 0
                && starting.size() >= least
                && going.stream().sorted().limit(starting.size()).allMatch(starting::contains);
    }
}

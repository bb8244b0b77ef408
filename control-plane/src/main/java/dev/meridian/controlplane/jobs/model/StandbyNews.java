package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the agent of a node says of a place that stands by there.
///
/// @param prepared all that can be done before a start is done
/// @param generation of the checkpoint that is there, EPOCH-NUMBER; null: there is none
/// @param problem why it cannot be prepared, a sentence; null: it can
public record StandbyNews(
        AllocationId allocation,
        NodeId from,
        boolean prepared,
        @Nullable String generation,
        @Nullable String problem) {
    private static final Pattern GENERATION = Pattern.compile("\\d{1,9}-\\d{1,9}");
    private static final int LONGEST_PROBLEM = 1_000;

    public StandbyNews {
        if (generation != null && !GENERATION.matcher(generation).matches()) {
            throw new IllegalArgumentException("no generation of a checkpoint: " + generation);
        }
        if (problem != null && problem.length() > LONGEST_PROBLEM) {
            problem = problem.substring(0, LONGEST_PROBLEM);
        }
    }
}

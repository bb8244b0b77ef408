package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the agent of a node knows of the copies of one attempt's state.
///
/// @param generation of the last copy that the attempt made, EPOCH-NUMBER; null: none yet
/// @param copyMillis how long making it took
/// @param restoring the state of an earlier attempt is being fetched
/// @param restored the generation with which the attempt began; null: with none
/// @param problem why the last copy could not be made; null: it could
public record CheckpointNews(
        AllocationId allocation,
        int epoch,
        NodeId from,
        @Nullable String generation,
        long bytes,
        int files,
        long copyMillis,
        boolean restoring,
        @Nullable String restored,
        long restoreMillis,
        @Nullable String problem) {
    private static final Pattern GENERATION = Pattern.compile("\\d{1,9}-\\d{1,9}");
    private static final int LONGEST_PROBLEM = 1_000;

    public CheckpointNews {
        check(generation);
        check(restored);
        if (epoch < 1 || bytes < 0 || files < 0 || copyMillis < 0 || restoreMillis < 0) {
            throw new IllegalArgumentException("a checkpoint of a size that nothing has");
        }
        if (problem != null && problem.length() > LONGEST_PROBLEM) {
            problem = problem.substring(0, LONGEST_PROBLEM);
        }
    }

    private static void check(@Nullable String name) {
        if (name != null && !GENERATION.matcher(name).matches()) {
            throw new IllegalArgumentException("no generation of a checkpoint: " + name);
        }
    }
}

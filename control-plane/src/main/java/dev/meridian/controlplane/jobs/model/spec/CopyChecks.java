package dev.meridian.controlplane.jobs.model.spec;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What task groups allow of copies that are at work in several regions.
final class CopyChecks {
    private static final String ARRAYS =
            "the sub-tasks of an array divide the work, and would do all of it in each region";

    private CopyChecks() {}

    static void check(
            Checks checks, List<TaskGroupSpec> groups, @Nullable RedundancySpec redundancy) {
        int copies = redundancy == null ? 1 : redundancy.copies();
        checks.that(
                copies == 1 || !hasArray(groups),
                "redundancy/mode",
                ARRAYS,
                "take mode: standby, or give a count",
                "taskGroups");
        checks.that(
                !tooMany(groups, copies),
                "redundancy/regions",
                tooManySentence(groups, copies),
                "give at most " + TaskGroupSpec.MOST_INSTANCES + ", or split the job",
                "taskGroups");
    }

    /// The end of a sentence; empty: such copies are possible.
    static Optional<String> obstacle(List<TaskGroupSpec> groups, RedundancySpec redundancy) {
        int copies = redundancy.copies();
        return copies > 1 && hasArray(groups)
                ? Optional.of(ARRAYS + ".")
                : tooMany(groups, copies)
                        ? Optional.of(tooManySentence(groups, copies) + ".")
                        : Optional.empty();
    }

    private static boolean hasArray(List<TaskGroupSpec> groups) {
        return groups.stream().anyMatch(group -> group.array() != null);
    }

    private static boolean tooMany(List<TaskGroupSpec> groups, int copies) {
        return copies > 1 && all(groups, copies) > TaskGroupSpec.MOST_INSTANCES;
    }

    private static String tooManySentence(List<TaskGroupSpec> groups, int copies) {
        return "the groups have %d instances together in %d regions"
                .formatted(all(groups, copies), copies);
    }

    private static long all(List<TaskGroupSpec> groups, int copies) {
        return groups.stream().mapToLong(TaskGroupSpec::instances).sum() * copies;
    }
}

package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.Requirement;
import org.jspecify.annotations.Nullable;

/// One job of a trace: instances that start and end together.
///
/// @param number from 0, in the order of submission
/// @param submitted seconds from the start of the trace
/// @param queue whose job it is
/// @param program by which jobs are alike, as far as the trace tells
/// @param required all instances in one such domain; null: anywhere
/// @param preferred the same as a wish
/// @param startSeconds what each start takes before work begins, apart from carrying data
public record Job(
        int number,
        double submitted,
        String queue,
        String program,
        int instances,
        Requirement requirement,
        @Nullable DomainLevel required,
        @Nullable DomainLevel preferred,
        double startSeconds,
        Work work) {

    public Job {
        if (instances < 1 || submitted < 0) {
            throw new IllegalArgumentException(
                    "a job has an instance and comes after the start of its trace");
        }
    }

    /// Whole ones, over all instances.
    public int accelerators() {
        return instances * requirement.accelerators().count();
    }
}

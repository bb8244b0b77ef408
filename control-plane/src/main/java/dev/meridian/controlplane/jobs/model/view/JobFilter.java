package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.jobs.model.JobState;
import java.util.Optional;
import java.util.Set;

/// Which jobs to list, newest first.
///
/// @param projects those that the caller may see; empty: all
public record JobFilter(
        Set<String> projects, Optional<String> queue, Set<JobState> states, Optional<String> name) {
    public static final JobFilter ALL =
            new JobFilter(Set.of(), Optional.empty(), Set.of(), Optional.empty());

    public JobFilter {
        projects = Set.copyOf(projects);
        states = Set.copyOf(states);
    }
}

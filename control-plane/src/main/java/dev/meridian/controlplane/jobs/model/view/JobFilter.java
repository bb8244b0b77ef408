package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.jobs.model.JobState;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Which jobs to list, newest first.
///
/// @param projects those that the caller may see; empty: all
/// @param name the whole name
/// @param text stands somewhere in the name, in small or capital letters
/// @param endedSince of the jobs that have ended only those submitted since then; what has not
///   ended is listed however old it is
public record JobFilter(
        Set<String> projects,
        Optional<String> queue,
        Set<JobState> states,
        Optional<String> name,
        Optional<String> type,
        Optional<String> text,
        Optional<String> submittedBy,
        Optional<Instant> endedSince) {
    public static final JobFilter ALL =
            new JobFilter(Set.of(), Optional.empty(), Set.of(), Optional.empty());

    public JobFilter {
        projects = Set.copyOf(projects);
        states = Set.copyOf(states);
    }

    public JobFilter(
            Set<String> projects,
            Optional<String> queue,
            Set<JobState> states,
            Optional<String> name) {
        this(
                projects,
                queue,
                states,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Whether jobs that have not ended are among those asked for.
    public boolean includesLive() {
        return states.isEmpty() || states.stream().anyMatch(state -> !state.isEnded());
    }

    /// Whether jobs that have ended are.
    public boolean includesEnded() {
        return states.isEmpty() || states.stream().anyMatch(JobState::isEnded);
    }
}

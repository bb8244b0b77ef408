package dev.meridian.controlplane.jobs.model.view;

import java.util.Optional;
import java.util.Set;

/// What of all that waits to list.
///
/// @param projects those that the caller may see; empty: all
/// @param token of the leading reason
public record QueueFilter(Set<String> projects, Optional<String> queue, Optional<String> token) {
    public QueueFilter {
        projects = Set.copyOf(projects);
    }
}

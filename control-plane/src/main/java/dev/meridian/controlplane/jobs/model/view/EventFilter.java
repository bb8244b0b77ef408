package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.JobId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which events to tell; null leaves a dimension open.
///
/// @param projects empty: of everything
/// @param from inclusive
/// @param until exclusive
public record EventFilter(
        Set<String> projects,
        @Nullable String kind,
        @Nullable JobId job,
        @Nullable NodeId node,
        @Nullable Instant from,
        @Nullable Instant until) {
    public EventFilter {
        projects = Set.copyOf(projects);
    }
}

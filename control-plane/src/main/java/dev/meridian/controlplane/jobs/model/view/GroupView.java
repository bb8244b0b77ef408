package dev.meridian.controlplane.jobs.model.view;

import dev.meridian.controlplane.jobs.model.AllocationState;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A task group of a job.
///
/// @param ready the groups that it depends on have succeeded
/// @param gangSize members that a gang which went on with fewer was last started with; null: all
/// @param maxRunning of an array; null: as many as fit
/// @param states how many allocations are in each state; states with none are absent
public record GroupView(
        UUID id,
        String name,
        int count,
        @Nullable Integer minCount,
        @Nullable Integer gangSize,
        @Nullable Integer maxRunning,
        List<String> dependsOn,
        boolean ready,
        Map<AllocationState.Kind, Integer> states) {
    public GroupView {
        dependsOn = List.copyOf(dependsOn);
        states = Map.copyOf(states);
    }
}

package dev.meridian.controlplane.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.jobs.model.view.GroupView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A task group of a job.
///
/// @param gangSize members that a gang which went on with fewer was last started with
/// @param ready the groups that it depends on have succeeded
/// @param states how many allocations are in each state; states with none are absent
@JsonInclude(JsonInclude.Include.NON_NULL)
record GroupAnswer(
        String name,
        int count,
        @Nullable Integer minCount,
        @Nullable Integer gangSize,
        @Nullable Integer maxRunning,
        List<String> dependsOn,
        boolean ready,
        Map<String, Integer> states) {

    static GroupAnswer of(GroupView group) {
        return new GroupAnswer(
                group.name(),
                group.count(),
                group.minCount(),
                group.gangSize(),
                group.maxRunning(),
                group.dependsOn(),
                group.ready(),
                total(List.of(group)));
    }

    static Map<String, Integer> total(List<GroupView> groups) {
        var total = new TreeMap<String, Integer>();
        groups.forEach(group ->
                group.states()
                        .forEach((state, count) -> total.merge(state.name(), count, Integer::sum)));
        return total;
    }
}

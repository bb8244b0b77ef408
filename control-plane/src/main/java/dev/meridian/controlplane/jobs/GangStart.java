package dev.meridian.controlplane.jobs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.Shrinking;
import dev.meridian.controlplane.jobs.store.Tracked;
import dev.meridian.controlplane.jobs.store.TrackedGroup;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Starts a gang whole, or with as many of each group as its spec and its course allow.
final class GangStart {
    private static final String SHRUNK = "GANG_SHRUNK";
    private static final String GREW = "GANG_GREW";

    private GangStart() {}

    /// Notes with how many members each group starts.
    ///
    /// @param gang all of it that has not ended
    /// @param starting what a plan places, of this gang or not
    /// @return false where it must not start so; nothing is noted then
    static boolean tryWith(List<Tracked> gang, Set<AllocationId> starting) {
        Map<TrackedGroup, List<Tracked>> groups =
                gang.stream().collect(groupingBy(Tracked::group, LinkedHashMap::new, toList()));
        boolean allowed =
                groups.entrySet().stream()
                        .allMatch(each -> allows(each.getKey(), each.getValue(), starting));
        if (allowed) {
            groups.forEach((group, members) -> note(group, members, starting));
        }
        return allowed;
    }

    private static boolean allows(
            TrackedGroup group, List<Tracked> members, Set<AllocationId> starting) {
        int succeeded = group.progress().succeeded();
        // the size that a member has succeeded in stands
        Set<Integer> going =
                members.stream()
                        .map(Tracked::index)
                        .filter(index -> succeeded == 0 || index < group.size())
                        .collect(toSet());
        return Shrinking.allows(going, indexes(members, starting), group.shrinksTo(), succeeded);
    }

    private static Set<Integer> indexes(Collection<Tracked> members, Set<AllocationId> starting) {
        return members.stream()
                .filter(each -> starting.contains(each.id()))
                .map(Tracked::index)
                .collect(toSet());
    }

    private static void note(
            TrackedGroup group, List<Tracked> members, Set<AllocationId> starting) {
        if (group.shrinksTo() == null || group.progress().succeeded() > 0) {
            return;
        }
        int before = group.size();
        int now = indexes(members, starting).size();
        if (now == before) {
            return;
        }
        group.size(now);
        boolean fewer = now < before;
        members.getFirst()
                .job()
                .note(
                        fewer ? SHRUNK : GREW,
                        "%s goes on with %d of its %d members, after %d: %s"
                                .formatted(
                                        group.name(),
                                        now,
                                        group.progress().count(),
                                        before,
                                        fewer
                                                ? "there was no room for more"
                                                : "there is room for them again"));
    }
}

package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.jobs.Unplannable;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.LastPlace;
import dev.meridian.controlplane.placement.model.PendingGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Groups that wait as the planner sees them, made once for each reading. Not for several threads.
final class PendingMapping {
    private final Unplannable unplannable;
    private final Map<UUID, Made> made = new HashMap<>();
    private final Map<AllocationId, LastPlace> lastNodes = new HashMap<>();
    private @Nullable List<EligibleGroup> from;
    private List<PendingGroup> groups = List.of();
    private Instant goodUntil = Instant.MIN;

    private record Made(EligibleGroup from, PendingGroup group, Instant goodUntil) {}

    PendingMapping(Unplannable unplannable) {
        this.unplannable = unplannable;
    }

    /// @param nodes where allocations of these jobs ran last
    void forget(Collection<JobId> jobs, Map<AllocationId, LastPlace> nodes) {
        if (!jobs.isEmpty()) {
            lastNodes.putAll(nodes);
            from = null;
        }
    }

    void forgetAll(Map<AllocationId, LastPlace> nodes) {
        made.clear();
        lastNodes.clear();
        lastNodes.putAll(nodes);
        from = null;
    }

    List<PendingGroup> groups(List<EligibleGroup> waiting, PlacedSet placed, Instant now) {
        if (waiting == from && now.isBefore(goodUntil)) {
            return groups;
        }
        Map<UUID, Made> before = new HashMap<>(made);
        made.clear();
        List<PendingGroup> all = new ArrayList<>(waiting.size());
        goodUntil = Instant.MAX;
        for (EligibleGroup group : waiting) {
            Made one = before.get(group.groupId());
            if (one == null || one.from() != group || !now.isBefore(one.goodUntil())) {
                one = make(group, placed, now).orElse(null);
            }
            if (one == null) {
                continue;
            }
            made.put(group.groupId(), one);
            all.add(one.group());
            goodUntil = one.goodUntil().isBefore(goodUntil) ? one.goodUntil() : goodUntil;
        }
        from = waiting;
        groups = List.copyOf(all);
        return groups;
    }

    private Optional<Made> make(EligibleGroup group, PlacedSet placed, Instant now) {
        return GroupMapping.group(
                        group,
                        placed.currentOf(new GroupId(group.groupId())),
                        lastNodes,
                        now,
                        unplannable)
                .map(mapped -> new Made(group, mapped, GroupMapping.goodUntil(group, now)));
    }
}

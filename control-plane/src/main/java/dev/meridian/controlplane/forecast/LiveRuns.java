package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.model.runtime.Distribution;
import dev.meridian.controlplane.forecast.model.runtime.Prediction;
import dev.meridian.controlplane.forecast.model.runtime.Target;
import dev.meridian.controlplane.forecast.model.runtime.Traits;
import dev.meridian.controlplane.forecast.store.RunStore;
import dev.meridian.controlplane.forecast.store.RunStore.OfGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// How long what runs now will go on.
@Service
public class LiveRuns {
    /// People round up, and are wrong both ways.
    private static final double EARLY = 0.5;

    private static final double LATE = 1.5;

    private final RunStore runs;
    private final RunTimes times;
    private final Map<UUID, OfGroup> groups = new HashMap<>();

    LiveRuns(RunStore runs, RunTimes times) {
        this.runs = runs;
        this.times = times;
    }

    /// Seconds from now to the end of each allocation of which one is foreseen; a service has none.
    ///
    /// @param running the task group of each
    public Map<UUID, Distribution> rests(Map<UUID, UUID> running, Instant now) {
        Map<UUID, OfGroup> known = known(new HashSet<>(running.values()));
        Map<UUID, Instant> started = runs.started();
        Map<OfGroup, Optional<Distribution>> whole = new HashMap<>();
        Map<UUID, Distribution> rests = HashMap.newHashMap(running.size());
        running.forEach((allocation, group) -> {
            OfGroup of = known.get(group);
            if (of != null) {
                Instant start = started.getOrDefault(allocation, now);
                double ran = Math.max(0, Duration.between(start, now).toMillis() / 1000.0);
                whole.computeIfAbsent(of, each -> whole(each, now))
                        .ifPresent(time -> rests.put(allocation, time.beyond(ran)));
            }
        });
        return rests;
    }

    /// Seconds that a run of this task group takes from its start; empty where nothing is foreseen,
    /// as of a service.
    public Optional<Distribution> whole(UUID group, Instant now) {
        return Optional.ofNullable(runs.ofGroups(Set.of(group)).get(group))
                .flatMap(of -> whole(of, now));
    }

    /// The same of many; those of which nothing is foreseen are absent.
    public Map<UUID, Distribution> wholes(Collection<UUID> groups, Instant now) {
        Map<OfGroup, Optional<Distribution>> known = new HashMap<>();
        Map<UUID, Distribution> wholes = HashMap.newHashMap(groups.size());
        runs.ofGroups(groups)
                .forEach((id, group) ->
                        known.computeIfAbsent(group, each -> whole(each, now))
                                .ifPresent(time -> wholes.put(id, time)));
        return wholes;
    }

    private Optional<Distribution> whole(OfGroup group, Instant now) {
        if (group.service()) {
            return Optional.empty();
        }
        if (group.estimate() != null) {
            double given = group.estimate();
            return Optional.of(new Distribution(EARLY * given, given, LATE * given));
        }
        return runtime(group.traits(), now);
    }

    /// Of a run that has not begun.
    public Optional<Distribution> runtime(Traits traits, Instant now) {
        return times.predict(Target.RUNTIME, traits, now).map(Prediction::distribution);
    }

    /// Specs do not change: each group is read once, while it lives.
    private synchronized Map<UUID, OfGroup> known(Set<UUID> live) {
        groups.keySet().retainAll(live);
        Set<UUID> fresh = new HashSet<>(live);
        fresh.removeAll(groups.keySet());
        if (!fresh.isEmpty()) {
            groups.putAll(runs.ofGroups(fresh));
        }
        return Map.copyOf(groups);
    }
}

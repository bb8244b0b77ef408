package dev.meridian.controlplane.placement;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.meridian.controlplane.forecast.LiveRuns;
import dev.meridian.controlplane.forecast.Repeats;
import dev.meridian.controlplane.forecast.model.runtime.Again;
import dev.meridian.controlplane.forecast.model.runtime.Distribution;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.claims.Foresight;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.order.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What is learned of past runs, of those that run and wait now.
///
/// All that runs is looked at together, and one look serves the plans of some seconds: a busy queue
/// is planned many times a second.
@Component
class LiveForesight implements Foresight {
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    /// Of whole runs; who runs is learned from every minute.
    private static final Duration MEDIANS_GOOD_FOR = Duration.ofMinutes(5);

    private static final int MOST_MEDIANS = 100_000;

    /// So many groups are looked up for one plan; those beyond have their turn in the next.
    private static final int MOST_FRESH = 2_000;

    private final LiveRuns runs;
    private final Repeats repeats;
    private final Cache<UUID, Optional<Double>> medians =
            Caffeine.newBuilder()
                    .maximumSize(MOST_MEDIANS)
                    .expireAfterWrite(MEDIANS_GOOD_FOR)
                    .build();

    private Look last = new Look(Instant.EPOCH, Set.of(), Map.of());

    private record Look(Instant at, Set<AllocationId> seen, Map<AllocationId, Double> rests) {
        boolean serves(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(GOOD_FOR));
        }
    }

    LiveForesight(LiveRuns runs, Repeats repeats) {
        this.runs = runs;
        this.repeats = repeats;
    }

    @Override
    public synchronized Map<AllocationId, Double> rests(Collection<Placed> running, Instant now) {
        if (!last.serves(now)) {
            Map<UUID, UUID> groups = HashMap.newHashMap(running.size());
            running.forEach(one -> groups.put(one.allocation().value(), one.group().value()));
            Map<AllocationId, Double> rests = HashMap.newHashMap(running.size());
            runs.rests(groups, now)
                    .forEach((allocation, rest) ->
                            rests.put(new AllocationId(allocation), rest.p50()));
            Set<AllocationId> seen = HashSet.newHashSet(running.size());
            running.forEach(one -> seen.add(one.allocation()));
            last = new Look(now, seen, rests);
        }
        return withBegun(running, now);
    }

    /// What has been placed since the last look has all of its run before it.
    private Map<AllocationId, Double> withBegun(Collection<Placed> running, Instant now) {
        List<Placed> begun =
                running.stream().filter(one -> !last.seen().contains(one.allocation())).toList();
        if (begun.isEmpty()) {
            return last.rests();
        }
        Map<GroupId, Double> usual =
                usual(begun.stream().map(Placed::group).distinct().toList(), now);
        Map<AllocationId, Double> rests = new HashMap<>(last.rests());
        for (Placed one : begun) {
            Double whole = usual.get(one.group());
            if (whole != null) {
                rests.put(one.allocation(), whole);
            }
        }
        return rests;
    }

    @Override
    public Map<GroupId, Double> usual(Collection<GroupId> groups, Instant now) {
        List<UUID> fresh =
                groups.stream()
                        .map(GroupId::value)
                        .filter(group -> medians.getIfPresent(group) == null)
                        .limit(MOST_FRESH)
                        .toList();
        if (!fresh.isEmpty()) {
            Map<UUID, Distribution> known = runs.wholes(fresh, now);
            fresh.forEach(group ->
                    medians.put(
                            group, Optional.ofNullable(known.get(group)).map(Distribution::p50)));
        }
        Map<GroupId, Double> usual = HashMap.newHashMap(groups.size());
        for (GroupId group : groups) {
            Optional<Double> median = medians.getIfPresent(group.value());
            if (median != null) {
                median.ifPresent(one -> usual.put(group, one));
            }
        }
        return usual;
    }

    @Override
    public Map<GroupId, Past> pasts(boolean running, Instant now) {
        Map<GroupId, Past> pasts = new HashMap<>();
        if (running) {
            repeats.running(now)
                    .forEach((group, again) -> pasts.put(new GroupId(group), past(again)));
        }
        repeats.waiting(now).forEach((group, again) -> pasts.put(new GroupId(group), past(again)));
        return pasts;
    }

    private static Past past(Again again) {
        return new Past(again.seconds(), again.queued());
    }

    @Override
    public double longest(GroupId group, Instant now) {
        return runs.whole(group.value(), now)
                .map(Distribution::p90)
                .orElse(Double.POSITIVE_INFINITY);
    }
}

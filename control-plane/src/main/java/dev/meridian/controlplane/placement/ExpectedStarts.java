package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.forecast.LiveRuns;
import dev.meridian.controlplane.forecast.model.runtime.Distribution;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.spec.JobSpec;
import dev.meridian.controlplane.jobs.model.spec.TaskGroupSpec;
import dev.meridian.controlplane.jobs.model.view.JobView;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.StartRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// When what waits is expected to start, from the foreseen ends of what runs.
///
/// The fleet and its runs are looked at when somebody asks, and for half a minute that look serves
/// all who ask. On a fleet where a look takes a second nobody waits for it: it goes on aside, and
/// until it is there the one before is told, or nothing.
@Service
public class ExpectedStarts {
    private static final Logger log = LoggerFactory.getLogger(ExpectedStarts.class);

    private static final Duration GOOD_FOR = Duration.ofSeconds(30);

    /// What was foreseen so long ago is told rather than nothing.
    private static final Duration BETTER_THAN_NOTHING = Duration.ofMinutes(5);

    /// A reader waits so long for a look, where there is an older one; on a small fleet that does.
    private static final Duration BRIEFLY = Duration.ofMillis(50);

    /// And so long where there is none.
    private static final Duration PATIENTLY = Duration.ofMillis(300);

    /// So many different requests of a list are answered at once, each in some hundredths of a
    /// second on a fleet of ten thousand nodes; the next who looks finds more.
    private static final int REQUESTS = 5;

    private final SnapshotReader snapshots;
    private final Planning planning;
    private final LiveRuns runs;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable StartForecast last;

    ExpectedStarts(SnapshotReader snapshots, Planning planning, LiveRuns runs, Clock clock) {
        this.snapshots = snapshots;
        this.planning = planning;
        this.runs = runs;
        this.clock = clock;
    }

    /// Of the first of its groups that waits; empty where none does, where nothing that is foreseen
    /// makes room, and where nothing is foreseen yet.
    public Optional<StartRange> of(JobView job) {
        JobSpec spec = job.spec();
        StartForecast known = job.suspended() || spec == null ? null : atHand();
        return known == null || spec == null
                ? Optional.empty()
                : job.allocations().stream()
                        .filter(one -> one.state() == AllocationState.Kind.PENDING)
                        .findFirst()
                        .flatMap(one -> spec.group(one.group()))
                        .flatMap(group -> of(known, job.line().id(), spec, group));
    }

    /// Of those of a list of which it is known by now, or soon.
    public Map<WaitingGroup, StartRange> of(Collection<WaitingGroup> waiting) {
        if (waiting.isEmpty()) {
            return Map.of();
        }
        StartForecast known = atHand();
        return known == null ? Map.of() : known.of(waiting, REQUESTS);
    }

    /// Of a job that is not submitted yet: behind all that waits.
    Optional<StartRange> of(JobSpec spec, TaskGroupSpec group) {
        return of(look(), null, spec, group);
    }

    private static Optional<StartRange> of(
            StartForecast known, @Nullable JobId job, JobSpec spec, TaskGroupSpec group) {
        int wanted = group.inGang() ? group.instances() : 1;
        return known.of(job, GroupMapping.requirement(spec, group, 0), wanted);
    }

    /// The last look, or a new one where that is quickly made; null: there is none yet.
    private @Nullable StartForecast atHand() {
        StartForecast known = last;
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.at().plus(GOOD_FOR))) {
            return known;
        }
        // who comes while somebody looks already need not wait for the same
        if (looking.isLocked() && isTold(known, now)) {
            return known;
        }
        Thread looker = Thread.ofVirtual().name("expected-starts").start(this::look);
        try {
            looker.join(isTold(known, now) ? BRIEFLY : PATIENTLY);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        known = last;
        return isTold(known, now) ? known : null;
    }

    private static boolean isTold(@Nullable StartForecast known, Instant now) {
        return known != null && !now.isAfter(known.at().plus(BETTER_THAN_NOTHING));
    }

    private StartForecast look() {
        Instant now = clock.instant();
        StartForecast known = last;
        if (known != null && now.isBefore(known.at().plus(GOOD_FOR))) {
            return known;
        }
        // one looks anew; others take the last look as long as there is one
        if (known != null && !looking.tryLock()) {
            return known;
        }
        if (known == null) {
            looking.lock();
        }
        try {
            StartForecast fresh = last;
            if (fresh == null || !now.isBefore(fresh.at().plus(GOOD_FOR))) {
                fresh = make(now);
                last = fresh;
            }
            return fresh;
        } finally {
            looking.unlock();
        }
    }

    private StartForecast make(Instant now) {
        Snapshot live = inOrder(snapshots.read(now));
        Map<UUID, UUID> running = HashMap.newHashMap(live.placed().size());
        for (Placed one : live.placed()) {
            running.put(one.allocation().value(), one.group().value());
        }
        Map<AllocationId, Distribution> rests = HashMap.newHashMap(running.size());
        runs.rests(running, now)
                .forEach((allocation, rest) -> rests.put(new AllocationId(allocation), rest));
        return new StartForecast(live, rests);
    }

    /// Where the planner cannot bear what waits, as if nothing waited.
    private Snapshot inOrder(Snapshot live) {
        try {
            return planning.inOrder(live);
        } catch (RuntimeException | StackOverflowError e) {
            log.warn("starts are foreseen as if nothing waited", e);
            return planning.inOrder(live.with(List.of()));
        }
    }
}

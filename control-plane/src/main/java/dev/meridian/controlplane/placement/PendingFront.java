package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.jobs.PendingWork;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.model.queues.QueueId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The front of the queue in memory: what may be placed now, in the order of the queue. Whatever
/// decides whether a group may be placed lies within its job, so a job that has moved is read again
/// as a whole, and one whose back-off ends too.
///
/// Of each queue at least its even part of what is shown is there, however much of others comes
/// before it. More is kept than a plan looks at; when that much is not left, the front is read
/// anew. Not for several threads.
final class PendingFront {
    /// As the statement that reads it has it: what is more important, then what came first.
    private static final Comparator<EligibleGroup> ORDER =
            Comparator.comparingInt(EligibleGroup::priority)
                    .reversed()
                    .thenComparing(EligibleGroup::submittedAt)
                    .thenComparing(
                            group -> group.job().value().getMostSignificantBits(),
                            Long::compareUnsigned)
                    .thenComparing(
                            group -> group.job().value().getLeastSignificantBits(),
                            Long::compareUnsigned);

    private final PendingWork work;
    private final int shown;
    private final Map<JobId, List<EligibleGroup>> groups = new HashMap<>();
    private final Map<JobId, Instant> backOffs = new HashMap<>();
    private int waiting;

    /// what comes after it is not in memory; null: all that waits is
    private @Nullable EligibleGroup last;

    /// null: all that waits is in memory
    private @Nullable QueueParts parts;

    private @Nullable List<EligibleGroup> view;

    /// @param shown allocations that a reader is shown, about
    PendingFront(PendingWork work, int shown) {
        this.work = work;
        this.shown = shown;
    }

    void load(Instant now) {
        groups.clear();
        backOffs.clear();
        waiting = 0;
        List<EligibleGroup> front = work.eligible(2 * shown, now);
        front.forEach(this::add);
        // a gang that the limit cuts is left out: only much less than the limit is surely all
        last = waiting < shown ? null : front.getLast();
        parts = null;
        if (last != null) {
            List<EligibleGroup> first = work.eligibleOfQueues(shown, now);
            parts = new QueueParts(first, shown, ORDER);
            Set<JobId> known = Set.copyOf(groups.keySet());
            first.stream().filter(group -> !known.contains(group.job())).forEach(this::add);
        }
        backOffs.putAll(work.backOffs(now));
        view = null;
    }

    /// @return jobs that were read again
    Set<JobId> update(Collection<JobId> moved, Instant now) {
        Set<JobId> stale = new HashSet<>(moved);
        backOffs.forEach((job, end) -> {
            if (!end.isAfter(now)) {
                stale.add(job);
            }
        });
        if (stale.isEmpty()) {
            return stale;
        }
        for (JobId job : stale) {
            backOffs.remove(job);
            List<EligibleGroup> before = groups.remove(job);
            if (before != null) {
                before.forEach(group -> waiting -= group.waiting().size());
            }
        }
        work.eligibleOf(stale, 2 * shown, now).stream().filter(this::isReached).forEach(this::add);
        backOffs.putAll(work.backOffsOf(stale, now));
        view = null;
        if ((last != null && waiting < shown) || waiting > 4 * shown || runsLow()) {
            load(now);
        }
        return stale;
    }

    private boolean isReached(EligibleGroup group) {
        return last == null
                || ORDER.compare(group, last) <= 0
                || (parts != null && parts.reaches(group));
    }

    private boolean runsLow() {
        return parts != null
                && parts.runLow(groups.values().stream().flatMap(List::stream).toList());
    }

    private void add(EligibleGroup group) {
        groups.computeIfAbsent(group.job(), _ -> new ArrayList<>()).add(group);
        waiting += group.waiting().size();
    }

    /// As many jobs as make up what is shown, and of each queue as many as make up its part, each
    /// whole; never changed afterwards.
    List<EligibleGroup> view() {
        List<EligibleGroup> now = view;
        if (now == null) {
            now = front();
            view = now;
        }
        return now;
    }

    private List<EligibleGroup> front() {
        List<EligibleGroup> all =
                groups.values().stream().flatMap(List::stream).sorted(ORDER).toList();
        double part = QueueParts.part(all, shown);
        Map<QueueId, Integer> ofQueue = new HashMap<>();
        Set<JobId> taken = new HashSet<>();
        int allocations = 0;
        List<EligibleGroup> front = new ArrayList<>();
        for (EligibleGroup group : all) {
            QueueId queue = QueueParts.queue(group);
            if (taken.contains(group.job())
                    || allocations < shown
                    || ofQueue.getOrDefault(queue, 0) < part) {
                taken.add(group.job());
                front.add(group);
                allocations += group.waiting().size();
                ofQueue.merge(queue, group.waiting().size(), Integer::sum);
            }
        }
        return List.copyOf(front);
    }
}

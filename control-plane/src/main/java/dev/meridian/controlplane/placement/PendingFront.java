package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.jobs.PendingWork;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.JobId;
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
/// More is kept than a plan looks at; when that much is not left, the front is read anew. Not for
/// several threads.
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
        EligibleGroup end = last;
        work.eligibleOf(stale, 2 * shown, now).stream()
                .filter(group -> end == null || ORDER.compare(group, end) <= 0)
                .forEach(this::add);
        backOffs.putAll(work.backOffsOf(stale, now));
        view = null;
        if ((last != null && waiting < shown) || waiting > 4 * shown) {
            load(now);
        }
        return stale;
    }

    private void add(EligibleGroup group) {
        groups.computeIfAbsent(group.job(), _ -> new ArrayList<>()).add(group);
        waiting += group.waiting().size();
    }

    /// As many jobs as make up what is shown, each whole; never changed afterwards.
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
        int allocations = 0;
        for (int i = 0; i < all.size(); i++) {
            if (allocations >= shown && !all.get(i).job().equals(all.get(i - 1).job())) {
                return all.subList(0, i);
            }
            allocations += all.get(i).waiting().size();
        }
        return all;
    }
}

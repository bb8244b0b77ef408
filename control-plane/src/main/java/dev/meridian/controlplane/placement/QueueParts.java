package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.placement.model.queues.QueueId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How far the front of each queue is in memory where that of all is cut, so that a queue of which
/// much waits does not hide the others. Each has an even part.
final class QueueParts {
    /// One of which less than this part of its own was there to be read is all in memory.
    private static final double MUCH = 0.5;

    /// One that has run down to this part of its own is to be read anew.
    private static final double LITTLE = 0.25;

    private final Comparator<EligibleGroup> order;
    private final double part;

    /// what comes after it is not in memory, unless it is in the front of all
    private final Map<QueueId, EligibleGroup> ends = new HashMap<>();

    /// @param read the first of each queue
    /// @param shown allocations, about, over all queues
    QueueParts(List<EligibleGroup> read, int shown, Comparator<EligibleGroup> order) {
        this.order = order;
        part = part(read, shown);
        Map<QueueId, Integer> counts = counts(read);
        for (EligibleGroup group : read) {
            QueueId queue = queue(group);
            if (counts.getOrDefault(queue, 0) >= MUCH * part) {
                ends.merge(queue, group, (a, b) -> order.compare(a, b) < 0 ? b : a);
            }
        }
    }

    /// Allocations of each queue.
    static double part(Collection<EligibleGroup> groups, int shown) {
        Set<QueueId> queues = new HashSet<>();
        groups.forEach(group -> queues.add(queue(group)));
        return shown / (double) Math.max(1, queues.size());
    }

    static QueueId queue(EligibleGroup group) {
        return new QueueId(group.spec().project(), group.queue());
    }

    private static Map<QueueId, Integer> counts(Collection<EligibleGroup> groups) {
        Map<QueueId, Integer> counts = new HashMap<>();
        groups.forEach(group -> counts.merge(queue(group), group.waiting().size(), Integer::sum));
        return counts;
    }

    /// Whether all of its queue that comes before it is in memory.
    boolean reaches(EligibleGroup group) {
        EligibleGroup end = ends.get(queue(group));
        return end == null || order.compare(group, end) <= 0;
    }

    /// Whether of some queue too little is left in memory while more of it waits.
    boolean runLow(Collection<EligibleGroup> kept) {
        Map<QueueId, Integer> counts = counts(kept);
        return ends.keySet().stream()
                .anyMatch(queue -> counts.getOrDefault(queue, 0) < LITTLE * part);
    }
}

package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.jobs.ProjectCosts;
import dev.meridian.controlplane.jobs.model.view.PastUse;
import dev.meridian.controlplane.placement.model.queues.Goods;
import dev.meridian.controlplane.placement.model.queues.QueueId;
import dev.meridian.controlplane.placement.model.queues.QueueRule;
import dev.meridian.controlplane.placement.model.queues.QueueRules;
import dev.meridian.controlplane.projects.Queues;
import dev.meridian.controlplane.projects.model.Limits;
import dev.meridian.controlplane.projects.model.Queue;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Reads how queues share, and what they held in the past.
@Component
class QueueBook {
    /// The past changes once an hour.
    private static final Duration PAST_GOOD_FOR = Duration.ofMinutes(1);

    private final Queues queues;
    private final ProjectCosts costs;
    private final Duration halfLife;
    private final double ageing;
    private volatile Past past = new Past(Instant.EPOCH, Map.of());

    private record Past(Instant at, Map<QueueId, Goods> held) {}

    QueueBook(
            Queues queues,
            ProjectCosts costs,
            @Value("${meridian.queues.half-life:24h}") Duration halfLife,
            @Value("${meridian.queues.ageing:0}") double ageing) {
        this.queues = queues;
        this.costs = costs;
        this.halfLife = halfLife;
        this.ageing = ageing;
    }

    QueueRules read(Instant now) {
        List<Queue> all = queues.list(new VisibleProjects.All());
        QueueRules rules = rules(all, Map.of());
        return rules.isFair() && !halfLife.isZero() ? rules(all, past(now)) : rules;
    }

    private QueueRules rules(List<Queue> all, Map<QueueId, Goods> held) {
        return new QueueRules(all.stream().map(queue -> rule(queue, held)).toList(), ageing);
    }

    private static QueueRule rule(Queue queue, Map<QueueId, Goods> held) {
        QueueId id = new QueueId(queue.project(), queue.name());
        return new QueueRule(
                id,
                queue.parent() == null ? null : new QueueId(queue.project(), queue.parent()),
                queue.weight(),
                quota(queue.quota()),
                queue.borrowing(),
                queue.suspended(),
                held.getOrDefault(id, Goods.NONE));
    }

    private static @Nullable Goods quota(Limits limits) {
        return limits.equals(Limits.NONE)
                ? null
                : new Goods(
                        limits.cpu() == null ? Goods.UNLIMITED : limits.cpu().value(),
                        limits.memory() == null ? Goods.UNLIMITED : limits.memory().value(),
                        limits.accelerators() == null
                                ? Goods.UNLIMITED
                                : limits.accelerators() * 1000L);
    }

    private Map<QueueId, Goods> past(Instant now) {
        Past known = past;
        if (now.isBefore(known.at()) || !now.isBefore(known.at().plus(PAST_GOOD_FOR))) {
            known =
                    new Past(
                            now,
                            costs.fading(halfLife, now).stream()
                                    .collect(
                                            Collectors.toMap(
                                                    one -> new QueueId(one.project(), one.queue()),
                                                    QueueBook::goods)));
            past = known;
        }
        return known.held();
    }

    private static Goods goods(PastUse one) {
        return new Goods(Math.round(one.cores() * 1000), 0, Math.round(one.accelerators() * 1000));
    }
}

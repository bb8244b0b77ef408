package dev.meridian.controlplane.placement.model.queues;

import java.util.List;

/// How the fleet is shared among queues.
///
/// @param ageing what a waiting allocation's priority grows by in an hour; 0: it does not
public record QueueRules(List<QueueRule> queues, double ageing) {
    public static final QueueRules NONE = new QueueRules(List.of(), 0);

    public QueueRules {
        queues = List.copyOf(queues);
        if (!(ageing >= 0)) {
            throw new IllegalArgumentException("ageing is no less than 0, not " + ageing);
        }
    }

    /// Whether queues are served by their shares. Where nobody has given a queue a quota or a
    /// weight of its own, all are served as one queue: by priority class, then by age.
    public boolean isFair() {
        return queues.stream().anyMatch(QueueRule::sharesFairly);
    }
}

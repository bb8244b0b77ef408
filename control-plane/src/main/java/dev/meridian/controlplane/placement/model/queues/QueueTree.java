package dev.meridian.controlplane.placement.model.queues;

import dev.meridian.controlplane.placement.model.PendingReason;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What every queue holds while a plan is being made. A queue holds what its children hold, too.
/// Not for several threads.
///
/// A quota is a promise. What is within it is taken back by nobody; what is above it is *borrowed*,
/// as long as the queue may borrow, its parents have room, and the work is preemptible: what cannot
/// be taken back is not lent.
public final class QueueTree {
    private final QueueRules rules;
    private final Goods fleet;
    private final QueueNode root;
    private final Map<QueueId, QueueNode> nodes = new HashMap<>();

    private QueueTree(QueueRules rules, Goods fleet) {
        this.rules = rules;
        this.fleet = fleet;
        root = QueueNode.root();
        Map<QueueId, QueueRule> byId = new HashMap<>();
        rules.queues().forEach(rule -> byId.put(rule.id(), rule));
        rules.queues().forEach(rule -> add(rule, byId));
    }

    /// Of all that is placed; where no queue has quota or weight nobody asks who holds what.
    public static QueueTree of(Snapshot snapshot) {
        return of(snapshot, QueueHoldings.of(snapshot.placed()));
    }

    /// @param held by what is placed
    public static QueueTree of(Snapshot snapshot, QueueHoldings held) {
        if (!snapshot.queues().isFair()) {
            return new QueueTree(snapshot.queues(), Goods.NONE);
        }
        QueueTree tree = new QueueTree(snapshot.queues(), Goods.of(snapshot.nodes()));
        held.queues().forEach((queue, its) -> tree.node(queue).add(its.all(), its.firm()));
        return tree;
    }

    private QueueNode add(QueueRule rule, Map<QueueId, QueueRule> byId) {
        QueueNode known = nodes.get(rule.id());
        if (known != null) {
            return known;
        }
        QueueRule above = rule.parent() == null ? null : byId.get(rule.parent());
        QueueNode node = new QueueNode(rule, above == null ? root : add(above, byId));
        nodes.put(rule.id(), node);
        return node;
    }

    /// One that nobody has configured shares the fleet like any other.
    QueueNode node(QueueId id) {
        return nodes.computeIfAbsent(id, one -> new QueueNode(QueueRule.usual(one), root));
    }

    QueueNode root() {
        return root;
    }

    public QueueRules rules() {
        return rules;
    }

    Goods fleet() {
        return fleet;
    }

    public void take(QueueId queue, Goods goods, boolean preemptible) {
        node(queue).add(goods, preemptible ? Goods.NONE : goods);
    }

    public void give(QueueId queue, Goods goods, boolean preemptible) {
        Goods less = Goods.NONE.minus(goods);
        node(queue).add(less, preemptible ? Goods.NONE : less);
    }

    /// Why a queue may not hold so much more; empty where it may.
    public Optional<PendingReason> refusal(QueueId queue, Goods more, boolean preemptible) {
        for (QueueNode node = node(queue); !node.isRoot(); node = node.parent()) {
            Optional<PendingReason> refusal = QuotaReasons.of(node, more, preemptible);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    /// Whether a queue could hold so much more if all that may be stopped, of it and of those that
    /// share a limit with it, had gone.
    public boolean couldHold(QueueId queue, Goods more, boolean preemptible) {
        return node(queue).path().stream().allMatch(node -> node.couldHold(more, preemptible));
    }

    /// How much it helps a queue towards holding so much more that another, or the same, gives back
    /// so much of what is preemptible; 0 where it does not help.
    public double relief(QueueId queue, Goods more, QueueId giver, Goods given) {
        List<QueueNode> givers = node(giver).path();
        return node(queue).path().stream()
                .filter(givers::contains)
                .mapToDouble(node -> node.relief(more, given))
                .sum();
    }

    /// Whether a queue was promised so much more, as far as another queue is concerned.
    public boolean isOwed(QueueId queue, Goods more, QueueId by) {
        List<QueueNode> below = below(queue, by);
        return below.stream().anyMatch(QueueNode::hasQuota)
                && below.stream().allMatch(node -> !node.hasQuota() || node.isWithin(more));
    }

    /// Whether what a queue holds may be taken back for another queue: nothing was promised to it
    /// below their common parent, or it holds more than that.
    public boolean isLent(QueueId queue, QueueId to) {
        return below(queue, to).stream()
                .allMatch(node -> !node.hasQuota() || !node.isWithin(Goods.NONE));
    }

    /// The queue and its parents up to the one that it has in common with the other.
    private List<QueueNode> below(QueueId queue, QueueId other) {
        List<QueueNode> others = node(other).path();
        List<QueueNode> below = new ArrayList<>();
        for (QueueNode node : node(queue).path()) {
            if (others.contains(node)) {
                break;
            }
            below.add(node);
        }
        return below;
    }

    /// The dominant share of the fleet that a queue holds and held, over its weight.
    public double share(QueueId queue) {
        return node(queue).share(fleet);
    }

    /// What it holds now, its children included.
    public Goods held(QueueId queue) {
        return node(queue).held();
    }
}

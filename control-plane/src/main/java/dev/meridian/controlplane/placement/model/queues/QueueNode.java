package dev.meridian.controlplane.placement.model.queues;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One queue of the tree with what it holds.
final class QueueNode {
    private static final QueueRule FLEET = QueueRule.usual(new QueueId("", ""));

    private final QueueRule rule;
    private final @Nullable QueueNode parent;
    private Goods past = Goods.NONE;
    private Goods held = Goods.NONE;
    private Goods firm = Goods.NONE;

    private QueueNode() {
        rule = FLEET;
        parent = null;
    }

    QueueNode(QueueRule rule, QueueNode parent) {
        this.rule = rule;
        this.parent = parent;
        for (QueueNode node = this; node != null; node = node.parent) {
            node.past = node.past.plus(rule.past());
        }
    }

    /// All queues without a parent share it.
    static QueueNode root() {
        return new QueueNode();
    }

    QueueRule rule() {
        return rule;
    }

    boolean isRoot() {
        return parent == null;
    }

    QueueNode parent() {
        if (parent == null) {
            throw new IllegalStateException("the fleet has no parent");
        }
        return parent;
    }

    /// From here up to the root, which it ends with.
    List<QueueNode> path() {
        List<QueueNode> path = new ArrayList<>();
        for (QueueNode node = this; node != null; node = node.parent) {
            path.add(node);
        }
        return path;
    }

    Goods held() {
        return held;
    }

    /// Of what it holds, what cannot be taken back.
    Goods firm() {
        return firm;
    }

    void add(Goods goods, Goods ofThemFirm) {
        for (QueueNode node = this; node != null; node = node.parent) {
            node.held = node.held.plus(goods);
            node.firm = node.firm.plus(ofThemFirm);
        }
    }

    boolean hasQuota() {
        return rule.quota() != null;
    }

    /// Unlimited where none is set.
    Goods quota() {
        return rule.quota() == null ? Goods.ALL : rule.quota();
    }

    /// Whether it would hold no more than it was promised.
    boolean isWithin(Goods more) {
        return held.plus(more).isWithin(quota());
    }

    /// Whether it could hold so much more if all that may be stopped had gone.
    boolean couldHold(Goods more, boolean preemptible) {
        return !rule.suspended()
                && ((rule.borrowing() && preemptible)
                        || more.missing(firm, quota()).equals(Goods.NONE));
    }

    /// How much it helps towards holding so much more that so much of what is preemptible goes: in
    /// parts of the quota; never more as others go before.
    double relief(Goods more, Goods given) {
        return rule.borrowing() ? 0 : more.missing(held, quota()).commonParts(given, quota());
    }

    double share(Goods fleet) {
        return held.plus(past).dominantShare(fleet) / rule.weight();
    }
}

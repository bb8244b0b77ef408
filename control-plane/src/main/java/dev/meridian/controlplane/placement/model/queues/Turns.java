package dev.meridian.controlplane.placement.model.queues;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Whose turn it is, asked anew after each placement, for what is placed changes who has least.
///
/// From the root down, among the queues of one parent: who stays within its quota before who would
/// borrow, then who has the least dominant share over its weight (weighted dominant resource
/// fairness, NSDI 2011), then whose first unit goes first in one queue: by priority class, then by
/// age.
public final class Turns {
    private final QueueTree tree;
    private final Map<QueueNode, Branch> branches = new HashMap<>();
    private final Branch root;

    /// A queue with what waits in it and below it.
    private static final class Branch {
        private final QueueNode node;
        private final Queue<Unit> own = new ArrayDeque<>();
        private final List<Branch> children = new ArrayList<>();
        private @Nullable Unit first;
        private boolean known;

        Branch(QueueNode node) {
            this.node = node;
        }
    }

    /// The own units of a queue with children are to it as those of a child of weight 1.
    private record Candidate(Unit unit, boolean borrows, double share) {
        boolean isBefore(@Nullable Candidate other) {
            if (other == null) {
                return true;
            }
            if (borrows != other.borrows) {
                return other.borrows;
            }
            int byShare = Double.compare(share, other.share);
            return byShare != 0 ? byShare < 0 : Unit.ORDER.compare(unit, other.unit) < 0;
        }
    }

    public Turns(Collection<Unit> units, QueueTree tree) {
        this.tree = tree;
        root = new Branch(tree.root());
        branches.put(tree.root(), root);
        boolean fair = tree.rules().isFair();
        units.stream()
                .sorted(Unit.ORDER)
                .forEach(unit -> (fair ? branch(tree.node(unit.queue())) : root).own.add(unit));
    }

    private Branch branch(QueueNode node) {
        Branch known = branches.get(node);
        if (known == null) {
            known = new Branch(node);
            branches.put(node, known);
            branch(node.parent()).children.add(known);
        }
        return known;
    }

    /// The unit whose turn it is, which then has had it; empty when all had theirs.
    public Optional<Unit> next() {
        Unit next = first(root);
        if (next == null) {
            return Optional.empty();
        }
        Branch of = branches.getOrDefault(tree.node(next.queue()), root);
        of = of.own.peek() == next ? of : root;
        of.own.remove();
        for (QueueNode node : of.node.path()) {
            branch(node).known = false;
        }
        return Optional.of(next);
    }

    private @Nullable Unit first(Branch branch) {
        if (!branch.known) {
            Candidate best = null;
            Unit own = branch.own.peek();
            if (own != null) {
                best = new Candidate(own, true, ownShare(branch));
            }
            for (Branch child : branch.children) {
                Unit unit = first(child);
                if (unit != null) {
                    Candidate one = candidate(child.node, unit);
                    best = one.isBefore(best) ? one : best;
                }
            }
            branch.first = best == null ? null : best.unit();
            branch.known = true;
        }
        return branch.first;
    }

    private Candidate candidate(QueueNode node, Unit unit) {
        boolean within = node.hasQuota() && node.isWithin(unit.goods());
        return new Candidate(unit, !within, node.share(tree.fleet()));
    }

    private double ownShare(Branch branch) {
        Goods own = branch.node.held();
        for (Branch child : branch.children) {
            own = own.minus(child.node.held());
        }
        return own.dominantShare(tree.fleet());
    }
}

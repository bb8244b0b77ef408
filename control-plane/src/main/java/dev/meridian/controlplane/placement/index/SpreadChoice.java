package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Spread;
import dev.meridian.controlplane.placement.model.goals.SpreadLimits;
import dev.meridian.controlplane.placement.model.goals.Tally;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The best node for the next instance of a group, where the domains that its others are in count.
final class SpreadChoice {
    /// Domains in use that are weighed against a fresh one: the emptiest.
    private static final int MOST_WEIGHED = 16;

    private static final double MILLIPOINTS = 1000;

    private final FleetIndex index;
    private int node;

    SpreadChoice(FleetIndex index) {
        this.index = index;
    }

    /// The node is in [#node()]; [NodeScore#NEVER] when there is none.
    double best(GroupState state, Requirement requirement, Ranges where) {
        Ranges open = where;
        for (Spread spread : state.group().spreads()) {
            open = open.minus(closed(state, spread));
        }
        node = -1;
        if (state.group().spreads().isEmpty()) {
            float points = index.best(requirement, open);
            node = index.bestNode();
            return points;
        }
        return evenest(state, requirement, open);
    }

    int node() {
        return node;
    }

    /// Domains that may not get another instance. The verdict is the goal's own, and the same for
    /// equal counts.
    private Ranges closed(GroupState state, Spread spread) {
        PendingGroup group = state.group();
        int waiting = group.allocations().size() - state.placedNow();
        int all = group.allocations().size() + state.placedBefore();
        Tally now = state.tally(spread.by());
        long excess = SpreadLimits.excess(spread, now, waiting, all);
        Domains domains = index.domains(spread.by());
        Map<Integer, Boolean> verdicts = new HashMap<>();
        Ranges closed = Ranges.NONE;
        for (Map.Entry<Integer, Integer> used :
                domains.occupied(state.nodes(), state.length()).entrySet()) {
            boolean shut =
                    verdicts.computeIfAbsent(
                            used.getValue(),
                            count ->
                                    SpreadLimits.excess(
                                                    spread, oneMore(now, count), waiting - 1, all)
                                            > excess);
            if (shut) {
                closed = closed.plus(domains.members(used.getKey()));
            }
        }
        return closed;
    }

    private static Tally oneMore(Tally tally, int count) {
        int[] counts = tally.counts().clone();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == count) {
                counts[i]++;
                break;
            }
        }
        return new Tally(counts, tally.strays());
    }

    private double evenest(GroupState state, Requirement requirement, Ranges open) {
        Spread first = state.group().spreads().getFirst();
        Domains domains = index.domains(first.by());
        Ranges fresh = open;
        double most = NodeScore.NEVER;
        Map<Integer, Integer> occupied = domains.occupied(state.nodes(), state.length());
        List<Integer> emptiest =
                occupied.entrySet().stream()
                        .sorted(
                                Map.Entry.<Integer, Integer>comparingByValue()
                                        .thenComparing(Map.Entry::getKey))
                        .limit(MOST_WEIGHED)
                        .map(Map.Entry::getKey)
                        .sorted(Comparator.naturalOrder())
                        .toList();
        for (int domain : occupied.keySet()) {
            fresh = fresh.minus(domains.members(domain));
        }
        most = weigh(state, requirement, fresh, most);
        for (int domain : emptiest) {
            most = weigh(state, requirement, domains.members(domain).intersect(open), most);
        }
        return most;
    }

    /// Keeps the node when it beats `most`, what the goals of the group make of it included.
    private double weigh(GroupState state, Requirement requirement, Ranges nodes, double most) {
        float points = index.best(requirement, nodes);
        if (points == NodeScore.NEVER) {
            return most;
        }
        int candidate = index.bestNode();
        long before = index.goals().cost(state.group(), state);
        state.add(candidate);
        double total = points - (index.goals().cost(state.group(), state) - before) / MILLIPOINTS;
        state.remove(candidate);
        if (total > most) {
            node = candidate;
            return total;
        }
        return most;
    }
}

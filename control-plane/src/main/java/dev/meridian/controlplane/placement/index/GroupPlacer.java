package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Places the instances of a group that are bound together by spread or topology.
final class GroupPlacer {
    /// Domains that are tried for a group which must stay in one.
    private static final int MOST_TRIES = 32;

    /// After so many domains that hold the whole group, the best of them is good enough.
    private static final int ENOUGH_SUCCESSES = 3;

    private final FleetIndex index;
    private final SpreadChoice choice;

    GroupPlacer(FleetIndex index) {
        this.index = index;
        choice = new SpreadChoice(index);
    }

    private record Attempt(long[] slots, int placed, double score) {}

    /// @return the slots taken, in the order of the group's allocations; what has no place is
    ///   [Slot#NONE]
    long[] place(GroupState state) {
        PendingGroup group = state.group();
        Ranges where = index.everywhere();
        for (Spread spread : group.spreads()) {
            where = where.intersect(index.domains(spread.by()).labelled());
        }
        if (group.required() != null) {
            return inOneDomain(state, where, group.required()).slots();
        }
        if (group.preferred() != null) {
            Attempt together = inOneDomain(state, where, group.preferred());
            if (together.placed() == group.allocations().size()) {
                return together.slots();
            }
            takeBack(state, together);
        }
        return each(state, where).slots();
    }

    void giveBack(PendingGroup group, long[] slots) {
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != Slot.NONE) {
                index.give(slots[i], group.allocations().get(i).requirement());
            }
        }
    }

    private Attempt each(GroupState state, Ranges where) {
        List<PendingAllocation> allocations = state.group().allocations();
        long[] slots = new long[allocations.size()];
        Arrays.fill(slots, Slot.NONE);
        double score = 0;
        int placed = 0;
        Requirement hopeless = null;
        for (int i = 0; i < slots.length; i++) {
            Requirement requirement = allocations.get(i).requirement();
            if (requirement.equals(hopeless)) {
                continue;
            }
            double points = choice.best(state, requirement, where);
            if (points == NodeScore.NEVER) {
                hopeless = requirement;
                continue;
            }
            slots[i] = index.take(choice.node(), requirement);
            state.add(choice.node());
            score += points;
            placed++;
        }
        return new Attempt(slots, placed, score);
    }

    private Attempt inOneDomain(GroupState state, Ranges where, DomainLevel level) {
        Attempt best = new Attempt(none(state), 0, 0);
        int successes = 0;
        for (Ranges domain : candidates(state, where, level)) {
            Attempt attempt = each(state, domain);
            takeBack(state, attempt);
            if (attempt.placed() > best.placed()
                    || (attempt.placed() == best.placed()
                            && attempt.placed() > 0
                            && attempt.score() > best.score())) {
                best = attempt;
            }
            if (attempt.placed() == state.group().allocations().size()
                    && ++successes == ENOUGH_SUCCESSES) {
                break;
            }
        }
        repeat(state, best);
        return best;
    }

    /// The domain where the group is already, or those whose best node is best for its first
    /// instance.
    private List<Ranges> candidates(GroupState state, Ranges where, DomainLevel level) {
        Domains domains = index.domains(level);
        if (state.anyNode() >= 0) {
            int home = domains.of(state.anyNode());
            return home < 0 ? List.of() : List.of(domains.members(home).intersect(where));
        }
        record Candidate(Ranges nodes, float score) {}
        Requirement first = state.group().allocations().getFirst().requirement();
        List<Candidate> candidates = new ArrayList<>();
        for (int domain = 0; domain < domains.count(); domain++) {
            Ranges nodes = domains.members(domain).intersect(where);
            float score = index.best(first, nodes);
            if (score > NodeScore.NEVER && Sums.suffice(index.capacity(), nodes, state.group())) {
                candidates.add(new Candidate(nodes, score));
            }
        }
        candidates.sort(Comparator.comparing(Candidate::score).reversed());
        return candidates.stream().limit(MOST_TRIES).map(Candidate::nodes).toList();
    }

    private static long[] none(GroupState state) {
        long[] slots = new long[state.group().allocations().size()];
        Arrays.fill(slots, Slot.NONE);
        return slots;
    }

    private void takeBack(GroupState state, Attempt attempt) {
        giveBack(state.group(), attempt.slots());
        for (long slot : attempt.slots()) {
            if (slot != Slot.NONE) {
                state.remove(Slot.node(slot));
            }
        }
    }

    private void repeat(GroupState state, Attempt attempt) {
        List<PendingAllocation> allocations = state.group().allocations();
        for (int i = 0; i < attempt.slots().length; i++) {
            if (attempt.slots()[i] != Slot.NONE) {
                index.take(attempt.slots()[i], allocations.get(i).requirement());
                state.add(Slot.node(attempt.slots()[i]));
            }
        }
    }
}

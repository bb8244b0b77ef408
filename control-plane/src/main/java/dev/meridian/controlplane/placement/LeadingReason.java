package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.placement.model.CountedVeto;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.PendingReason;
import dev.meridian.controlplane.placement.model.PendingToken;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Picks, of all that speaks against an allocation, what it really waits for.
final class LeadingReason {

    /// When some nodes are merely busy, it waits for them. Else no wait helps, and residency is
    /// told before all else: it is a rule somebody wrote, and not a lack of machines.
    PendingReason ofNodes(Refusals refused, int nodes) {
        if (nodes == 0) {
            return new PendingReason(
                    PendingToken.NO_MATCHING_NODE, "there are no nodes yet", Map.of("nodes", 0));
        }
        if (refused.fitting() > 0) {
            return new PendingReason(
                    PendingToken.PENDING_EVALUATION,
                    "would fit on "
                            + refused.fitting()
                            + " nodes and is looked at again in the next plan",
                    Map.of("nodes", refused.fitting()));
        }
        List<CountedVeto> helped =
                refused.vetoes().stream().filter(one -> one.veto().waitingHelps()).toList();
        if (helped.stream().anyMatch(LeadingReason::isRoom)) {
            return of(nearest(helped.stream().filter(LeadingReason::isRoom).toList()));
        }
        List<CountedVeto> residency =
                refused.vetoes().stream()
                        .filter(one -> one.veto().token() == PendingToken.RESIDENCY_FORBIDS)
                        .toList();
        if (!residency.isEmpty() && helpsAlone(refused, residency.getFirst(), "residency", nodes)) {
            return of(residency.getFirst());
        }
        Optional<CountedVeto> budget =
                refused.vetoes().stream()
                        .filter(one -> one.veto().token() == PendingToken.EXCEEDS_BUDGET)
                        .filter(one -> helpsAlone(refused, one, "budget", nodes))
                        .findFirst();
        if (budget.isPresent()) {
            return of(budget.get());
        }
        List<CountedVeto> fixed =
                refused.vetoes().stream().filter(one -> !one.veto().waitingHelps()).toList();
        boolean allUnready = helped.stream().anyMatch(one -> one.nodes() == nodes);
        return of(fixed.isEmpty() || allUnready ? helped.getFirst() : fixed.getFirst());
    }

    /// A node is short of room now, but is large enough.
    private static boolean isRoom(CountedVeto one) {
        return one.veto().numbers().containsKey("capacity");
    }

    /// A rule that somebody wrote leads when it refuses everything, or when lifting it would let
    /// nodes in.
    private static boolean helpsAlone(Refusals refused, CountedVeto rule, String word, int nodes) {
        return rule.nodes() == nodes
                || refused.wouldFit().stream().anyMatch(one -> one.change().contains(word));
    }

    private static CountedVeto nearest(List<CountedVeto> vetoes) {
        return vetoes.stream().max(Comparator.comparingInt(CountedVeto::nodes)).orElseThrow();
    }

    PendingReason ofGroup(PendingGroup group, GroupFit fit) {
        Map<String, Object> numbers =
                Map.of(
                        "needed",
                        fit.wanted(),
                        "couldStartNow",
                        fit.now(),
                        "couldEverStart",
                        fit.ever());
        boolean tied = group.required() != null || !group.spreads().isEmpty();
        String where = group.required() == null ? "" : " in one " + group.required();
        if (fit.ever() < fit.wanted()) {
            return new PendingReason(
                    tied ? PendingToken.TOPOLOGY_CANNOT_FIT : PendingToken.NO_MATCHING_NODE,
                    "needs "
                            + fit.wanted()
                            + " instances at once"
                            + where
                            + rules(group)
                            + ", the empty fleet could hold "
                            + fit.ever(),
                    numbers);
        }
        if (group.gang() != null && fit.now() >= fit.wanted()) {
            return new PendingReason(
                    PendingToken.WAITING_FOR_GANG,
                    "all "
                            + fit.wanted()
                            + " instances of this group could start now, but not the whole gang",
                    numbers);
        }
        return new PendingReason(
                group.gang() == null && tied
                        ? PendingToken.TOPOLOGY_CANNOT_FIT
                        : PendingToken.WAITING_FOR_GANG,
                "needs "
                        + fit.wanted()
                        + " instances"
                        + (group.gang() == null ? "" : " at once")
                        + where
                        + rules(group)
                        + ", "
                        + fit.now()
                        + " could start now",
                numbers);
    }

    private static String rules(PendingGroup group) {
        return group.spreads().isEmpty() ? "" : ", spread by " + group.spreads().getFirst().by();
    }

    static PendingReason of(CountedVeto one) {
        Map<String, Object> numbers = new HashMap<>(one.veto().numbers());
        numbers.put("nodes", one.nodes());
        return new PendingReason(one.veto().token(), one.veto().sentence(), numbers);
    }
}

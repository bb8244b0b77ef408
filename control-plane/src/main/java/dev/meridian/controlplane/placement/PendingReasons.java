package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.model.CountedVeto;
import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.PendingReason;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.QueuePosition;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Spread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says of everything that a plan leaves waiting why it waits.
final class PendingReasons {
    /// Each costs a look at every node; what is beyond waits for a later plan to be explained.
    private static final int MOST_SHAPES = 128;

    private final FleetIndex index;
    private final FreeCapacity empty;
    private final LeadingReason leading = new LeadingReason();
    private final Map<Requirement, Refusals> refusals = new HashMap<>();
    private final Map<Bond, GroupFit> fits = new HashMap<>();

    /// What groups must have in common to fit alike.
    private record Bond(
            Requirement requirement,
            int waiting,
            int before,
            int minCount,
            @Nullable DomainLevel required,
            List<Spread> spreads) {}

    /// @param barrier what keeps it waiting whatever room there is
    private record Asked(Requirement requirement, Optional<PendingReason> barrier) {}

    private PendingReasons(FleetIndex index) {
        this.index = index;
        empty = index.capacity().empty();
    }

    static Map<AllocationId, PendingExplanation> of(Draft draft, FleetIndex index) {
        PendingReasons reasons = new PendingReasons(index);
        Map<AllocationId, PendingExplanation> explained = new LinkedHashMap<>();
        Map<String, Set<JobId>> queues = new HashMap<>();
        for (int group = 0; group < draft.groups().size(); group++) {
            PendingGroup pending = draft.groups().get(group);
            Set<JobId> before =
                    queues.computeIfAbsent(
                            pending.project() + "/" + pending.queue(), _ -> new HashSet<>());
            Map<Asked, PendingExplanation> ofGroup = new HashMap<>();
            for (int i = 0; i < pending.allocations().size(); i++) {
                int seat = draft.firstSeat(group) + i;
                if (draft.isPlaced(seat)) {
                    continue;
                }
                before.add(pending.job());
                QueuePosition position = new QueuePosition(pending.queue(), before.size());
                Asked asked =
                        new Asked(pending.allocations().get(i).requirement(), draft.barrier(seat));
                explained.put(
                        pending.allocations().get(i).id(),
                        ofGroup.computeIfAbsent(
                                asked, one -> reasons.explain(pending, one, position)));
            }
        }
        return explained;
    }

    private PendingExplanation explain(PendingGroup group, Asked asked, QueuePosition position) {
        Requirement requirement = asked.requirement().asRefused();
        Refusals refused = refusals.get(requirement);
        if (refused == null) {
            if (refusals.size() >= MOST_SHAPES) {
                return asked.barrier()
                        .map(reason -> only(reason, position))
                        .orElseGet(() -> notYet(position));
            }
            refused = Refusals.of(requirement, index.capacity(), empty, index.goals());
            refusals.put(requirement, refused);
        }
        Refusals known = refused;
        PendingReason first = asked.barrier().orElseGet(() -> first(group, known));
        return new PendingExplanation(
                first,
                others(first, refused),
                refused.vetoes(),
                refused.wouldFit(),
                position,
                null);
    }

    /// A group that one instance of would fit waits for its others, as does one that no fleet of
    /// this size can hold.
    private PendingReason first(PendingGroup group, Refusals refused) {
        GroupFit fit = group.isBound() ? fit(group) : null;
        if (fit != null) {
            if (refused.fitting() > 0 || (fit.ever() > 0 && fit.ever() < fit.wanted())) {
                return leading.ofGroup(group, fit);
            }
        }
        return leading.ofNodes(refused, index.capacity().size());
    }

    /// Null where too many different groups wait to look into each.
    private @Nullable GroupFit fit(PendingGroup group) {
        Bond bond =
                new Bond(
                        group.allocations().getFirst().requirement(),
                        group.allocations().size(),
                        index.before(group.id()).length,
                        group.minCount(),
                        group.required(),
                        group.spreads());
        GroupFit known = fits.get(bond);
        if (known == null && fits.size() < MOST_SHAPES) {
            known = GroupFit.of(group, index, empty);
            fits.put(bond, known);
        }
        return known;
    }

    private static List<PendingReason> others(PendingReason first, Refusals refused) {
        List<PendingReason> others = new ArrayList<>();
        for (CountedVeto one : refused.vetoes()) {
            PendingReason reason = LeadingReason.of(one);
            if (!reason.sentence().equals(first.sentence())) {
                others.add(reason);
            }
        }
        return others;
    }

    private static PendingExplanation notYet(QueuePosition position) {
        return only(
                new PendingReason(
                        PendingToken.PENDING_EVALUATION,
                        "waits; many different requests wait with it, and this one has not been looked into yet",
                        Map.of()),
                position);
    }

    private static PendingExplanation only(PendingReason reason, QueuePosition position) {
        return new PendingExplanation(reason, List.of(), List.of(), List.of(), position, null);
    }
}

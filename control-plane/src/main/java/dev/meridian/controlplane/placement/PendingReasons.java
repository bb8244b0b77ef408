package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.model.CountedVeto;
import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.PendingAllocation;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Says of everything that a plan leaves waiting why it waits.
final class PendingReasons {
    private final Draft draft;
    private final FleetIndex index;
    private final Findings findings;
    private final FreeCapacity empty;
    private final LeadingReason leading = new LeadingReason();

    /// What groups must have in common to fit alike.
    record Bond(
            Requirement requirement,
            int waiting,
            int before,
            int minCount,
            @Nullable DomainLevel required,
            List<Spread> spreads) {}

    /// @param barrier what keeps it waiting whatever room there is
    private record Asked(Requirement requirement, Optional<PendingReason> barrier) {}

    PendingReasons(Draft draft, FleetIndex index, Findings findings) {
        this.draft = draft;
        this.index = index;
        this.findings = findings;
        empty = index.capacity().empty();
    }

    Map<AllocationId, PendingExplanation> explain() {
        look();
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
                if (!findings.concern(pending)) {
                    break;
                }
                PendingAllocation waiting = pending.allocations().get(i);
                QueuePosition position = new QueuePosition(pending.queue(), before.size());
                explained.put(
                        waiting.id(),
                        ofGroup.computeIfAbsent(
                                new Asked(waiting.requirement(), draft.barrier(seat)),
                                one -> explain(pending, one, position)));
            }
        }
        return explained;
    }

    /// Finds out about what waits, as far as one plan goes.
    private void look() {
        Map<Requirement, Supplier<Refusals>> requirements = new LinkedHashMap<>();
        Map<Bond, Supplier<GroupFit>> bonds = new LinkedHashMap<>();
        for (int group = 0; group < draft.groups().size(); group++) {
            PendingGroup pending = draft.groups().get(group);
            boolean waits = false;
            for (int i = 0; findings.concern(pending) && i < pending.allocations().size(); i++) {
                if (!draft.isPlaced(draft.firstSeat(group) + i)) {
                    Requirement one = pending.allocations().get(i).requirement();
                    requirements.computeIfAbsent(one, _ -> () -> refusals(one));
                    waits = true;
                }
            }
            if (waits && pending.isBound()) {
                bonds.computeIfAbsent(bond(pending), _ -> () -> GroupFit.of(pending, index, empty));
            }
        }
        findings.refusals().renew(requirements);
        findings.fits().renew(bonds);
    }

    private Refusals refusals(Requirement requirement) {
        return Refusals.of(requirement, index.capacity(), empty, index.goals());
    }

    private Bond bond(PendingGroup group) {
        return new Bond(
                group.allocations().getFirst().requirement(),
                group.allocations().size(),
                index.before(group.id()).length,
                group.minCount(),
                group.required(),
                group.spreads());
    }

    private PendingExplanation explain(PendingGroup group, Asked asked, QueuePosition position) {
        Optional<Refusals> found = findings.refusals().of(asked.requirement());
        if (found.isEmpty()) {
            return asked.barrier()
                    .map(reason -> only(reason, position))
                    .orElseGet(() -> notYet(position));
        }
        Refusals refused = found.get();
        PendingReason first = asked.barrier().orElseGet(() -> first(group, refused));
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
        if (group.isBound()) {
            Optional<GroupFit> fit = findings.fits().of(bond(group));
            if (fit.isPresent() && (refused.fitting() > 0 || fit.get().neverHoldsAll())) {
                return leading.ofGroup(group, fit.get());
            }
        }
        return leading.ofNodes(refused, index.capacity().size());
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
                        "waits; many different requests wait with it, and the next plans look into this one",
                        Map.of()),
                position);
    }

    private static PendingExplanation only(PendingReason reason, QueuePosition position) {
        return new PendingExplanation(reason, List.of(), List.of(), List.of(), position, null);
    }
}

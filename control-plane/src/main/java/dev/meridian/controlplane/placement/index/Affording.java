package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import java.util.Arrays;
import java.util.List;

/// Keeps of what a turn has found what its job can afford. Where that is not all, it is tried once
/// more on nodes that cost no more than an even part of what is left.
final class Affording {
    private final FleetIndex index;
    private final TurnPlacer placer;

    Affording(FleetIndex index, TurnPlacer placer) {
        this.index = index;
        this.placer = placer;
    }

    static boolean concerns(Turn turn) {
        return turn.first().bounds().hasBudget();
    }

    /// @param found slots that the turn has taken
    /// @return those that it keeps; what has room but is too dear is barred
    long[] keep(Turn turn, long[] found, Draft draft) {
        long[] kept = kept(turn, found, draft);
        if (Arrays.equals(kept, found)) {
            return kept;
        }
        give(turn, kept, draft);
        Turn cheaper = narrowed(turn, draft);
        kept = kept(turn, placer.place(cheaper), draft);
        List<PendingAllocation> allocations = turn.allocations();
        int first = draft.firstSeat(turn.group()) + turn.from();
        for (int i = 0; i < kept.length; i++) {
            if (kept[i] == Slot.NONE && found[i] != Slot.NONE) {
                draft.bar(
                        first + i,
                        draft.spending()
                                .refusal(turn.first().job(), allocations.get(i).requirement()));
            }
        }
        return kept;
    }

    /// Books what can be paid and gives back the rest; of a gang all or nothing.
    private long[] kept(Turn turn, long[] found, Draft draft) {
        List<PendingAllocation> allocations = turn.allocations();
        long[] kept = found.clone();
        boolean lacking = false;
        for (int i = 0; i < found.length; i++) {
            if (found[i] == Slot.NONE) {
                continue;
            }
            var requirement = allocations.get(i).requirement();
            var node = index.capacity().node(Slot.node(found[i]));
            if (!draft.spending().take(turn.first().job(), requirement, node)) {
                index.give(found[i], requirement);
                kept[i] = Slot.NONE;
                lacking = true;
            }
        }
        if (lacking && turn.first().gang() != null) {
            give(turn, kept, draft);
        }
        return kept;
    }

    private void give(Turn turn, long[] slots, Draft draft) {
        List<PendingAllocation> allocations = turn.allocations();
        placer.giveBack(turn, slots);
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != Slot.NONE) {
                draft.spending()
                        .give(
                                turn.first().job(),
                                allocations.get(i).requirement(),
                                index.capacity().node(Slot.node(slots[i])));
                slots[i] = Slot.NONE;
            }
        }
    }

    private static Turn narrowed(Turn turn, Draft draft) {
        int parts = turn.allocations().size();
        return new Turn(
                turn.groups().stream().map(group -> narrowed(group, parts, draft)).toList(),
                turn.group(),
                turn.from());
    }

    private static PendingGroup narrowed(PendingGroup group, int parts, Draft draft) {
        return group.with(
                group.allocations().stream()
                        .map(one ->
                                one.with(
                                        draft.spending()
                                                .narrowed(group.job(), one.requirement(), parts)))
                        .toList());
    }
}

package dev.meridian.controlplane.placement.claims;

import static java.util.stream.Collectors.toSet;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.index.Turn;
import dev.meridian.controlplane.placement.index.TurnPlacer;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where enough is foreseen to be free first, of what runs and of what the same plan starts. Whose
/// room was reserved before keeps it, unless another place is free in half of the time: a
/// reservation that wanders from plan to plan never gets its room.
final class Reservations {
    /// Part of the time until the room is free that was reserved before.
    private static final double CLEARLY_SOONER = 0.5;

    private final Snapshot snapshot;
    private final FleetIndex index;
    private final Foresight foresight;
    private final Promises before;
    private final TurnPlacer placer;
    private final BitSet known = new BitSet();
    private @Nullable Removable ending;

    Reservations(Snapshot snapshot, FleetIndex index, Foresight foresight, Promises before) {
        this.snapshot = snapshot;
        this.index = index;
        this.foresight = foresight;
        this.before = before;
        placer = new TurnPlacer(index);
    }

    /// Its slots are taken in the index, as what is foreseen to end is held; empty where too little
    /// is foreseen.
    ///
    /// @param fallen what goes anyway
    Optional<Claim> of(Turn turn, Draft draft, Set<AllocationId> fallen) {
        Predicate<VictimUnit> mayGo = unit -> !fallen.contains(unit.first().allocation());
        Removable all = ending(draft);
        Optional<RoomSearch.Found> found = new RoomSearch(index, all, mayGo, false).find(turn);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return before.of(turn, index)
                .map(nodes -> Arrays.stream(nodes).boxed().collect(toSet()))
                .flatMap(nodes -> new RoomSearch(index, all, mayGo, false, nodes).find(turn))
                .filter(kept -> found.get().cost() >= CLEARLY_SOONER * kept.cost())
                .flatMap(kept -> claim(turn, kept, true))
                .or(() -> claim(turn, found.get(), false));
    }

    /// @param there on the seats found; else where it is best when all that has gone
    private Optional<Claim> claim(Turn turn, RoomSearch.Found found, boolean there) {
        List<VictimUnit> gone = found.units();
        gone.forEach(unit -> unit.members().forEach(index::release));
        long[] slots = there ? placer.placeOn(turn, found.seats()) : placer.place(turn);
        gone.forEach(unit -> unit.members().forEach(index::hold));
        if (TurnPlacer.isWhole(slots)) {
            return Optional.of(new Claim(turn, slots, found.cost()));
        }
        placer.giveBack(turn, slots);
        return Optional.empty();
    }

    /// What is foreseen to end, by the seconds until it does.
    private Removable ending(Draft draft) {
        Removable all = ending;
        if (all == null) {
            Map<AllocationId, Double> rests = foresight.rests(snapshot.placed(), snapshot.at());
            List<VictimUnit> units = new ArrayList<>();
            for (Placed one : snapshot.placed()) {
                Double rest = rests.get(one.allocation());
                if (rest != null && !one.tenure().stopping()) {
                    units.add(new VictimUnit(List.of(one), rest, 0));
                }
            }
            all = new Removable(index, units);
            ending = all;
        }
        all.add(starting(draft));
        return all;
    }

    /// What the plan has placed since this was asked last.
    private List<VictimUnit> starting(Draft draft) {
        List<Integer> seats = new ArrayList<>();
        Set<GroupId> groups = new HashSet<>();
        for (int seat = 0; seat < draft.seats().size(); seat++) {
            if (draft.isPlaced(seat) && !known.get(seat)) {
                known.set(seat);
                seats.add(seat);
                groups.add(draft.groupOf(seat).id());
            }
        }
        if (seats.isEmpty()) {
            return List.of();
        }
        Map<GroupId, Double> usual = foresight.usual(groups, snapshot.at());
        List<VictimUnit> units = new ArrayList<>();
        for (int seat : seats) {
            Double whole = usual.get(draft.groupOf(seat).id());
            if (whole != null) {
                units.add(new VictimUnit(List.of(placed(draft, seat)), whole, 0));
            }
        }
        return units;
    }

    private Placed placed(Draft draft, int seat) {
        PendingGroup group = draft.groupOf(seat);
        Requirement requirement = draft.seats().get(seat).allocation().requirement();
        var node = index.capacity().node(Slot.node(draft.slot(seat)));
        return new Placed(
                draft.seats().get(seat).allocation().id(),
                group.id(),
                node.id(),
                requirement.amounts(),
                Slot.shares(draft.slot(seat), node, requirement.accelerators()),
                requirement.service());
    }
}

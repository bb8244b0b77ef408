package dev.meridian.controlplane.placement.claims;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Turn;
import dev.meridian.controlplane.placement.index.TurnPlacer;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.queues.Goods;
import dev.meridian.controlplane.placement.model.queues.QueueId;
import dev.meridian.controlplane.placement.model.queues.QueueTree;
import dev.meridian.controlplane.placement.order.Precedence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Who has to stop so that a turn fits: the cheapest of those who may be asked to, and no more of
/// them than it takes. A gang falls whole.
final class Victims {
    /// Searches without those of whom too many were found before.
    private static final int MOST_SEARCHES = 8;

    /// Of so many each is tried whether the turn fits without it.
    private static final int MOST_SPARED = 64;

    private final FleetIndex index;
    private final TurnPlacer placer;
    private final Removable removable;

    /// one of each standing
    private final Collection<VictimUnit> kinds;

    private final Precedence precedence;

    Victims(FleetIndex index, Snapshot snapshot, Precedence precedence) {
        this.index = index;
        this.precedence = precedence;
        placer = new TurnPlacer(index);
        List<VictimUnit> units = units(snapshot, precedence);
        removable = new Removable(index, units);
        kinds = units.stream().collect(toMap(Standing::of, identity(), (one, _) -> one)).values();
    }

    /// @param slots that the turn takes when they have gone; taken in the index, as what the units
    ///   held is released
    record Found(List<VictimUnit> units, long[] slots) {}

    /// All that may be stopped now; of a gang all or none.
    private static List<VictimUnit> units(Snapshot snapshot, Precedence precedence) {
        Instant now = snapshot.at();
        Map<Object, List<Placed>> together = new HashMap<>();
        for (Placed one : snapshot.placed()) {
            if (one.tenure().preemptible()) {
                String gang = one.tenure().gang();
                together.computeIfAbsent(
                                gang == null ? one.allocation() : gang, _ -> new ArrayList<>())
                        .add(one);
            }
        }
        return together.values().stream()
                .filter(members -> members.stream().allMatch(one -> one.tenure().mayBeStopped(now)))
                .map(members -> VictimUnit.of(members, now, precedence))
                .toList();
    }

    /// Empty where not all of them together would make room.
    ///
    /// @param wanted by the turn and by all of its queue that have a claim already
    Optional<Found> of(Turn turn, Goods wanted, QueueTree queues, Set<AllocationId> fallen) {
        if (kinds.stream().noneMatch(kind -> mayStop(turn, wanted, kind, queues))) {
            return Optional.empty();
        }
        Set<VictimUnit> barred = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<Standing, Boolean> known = new HashMap<>();
        Predicate<VictimUnit> mayGo =
                unit ->
                        !barred.contains(unit)
                                && !fallen.contains(unit.first().allocation())
                                && known.computeIfAbsent(
                                        Standing.of(unit),
                                        _ -> mayStop(turn, wanted, unit, queues));
        for (int search = 0; search < MOST_SEARCHES; search++) {
            Optional<RoomSearch.Found> found =
                    new RoomSearch(index, removable, mayGo, true).find(turn);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            List<VictimUnit> tooMany = tooMany(turn, wanted, found.get().units(), queues);
            if (tooMany.isEmpty()) {
                return fitting(turn, found.get());
            }
            barred.addAll(tooMany);
        }
        return Optional.empty();
    }

    /// All that tells whether it may be stopped for a turn.
    private record Standing(QueueId queue, int priority, int level) {
        static Standing of(VictimUnit unit) {
            return new Standing(
                    unit.first().tenure().queue(), unit.first().tenure().priority(), unit.level());
        }
    }

    private boolean mayStop(Turn turn, Goods wanted, VictimUnit unit, QueueTree queues) {
        return isLessImportant(turn, unit, queues) || isReclaimed(turn, wanted, unit, queues);
    }

    /// What another queue holds within its quota is safe from any priority.
    private boolean isLessImportant(Turn turn, VictimUnit unit, QueueTree queues) {
        QueueId victims = unit.first().tenure().queue();
        QueueId queue = turn.first().queueId();
        int priority = unit.first().tenure().priority();
        boolean less =
                priority < turn.first().priority()
                        || (priority == turn.first().priority()
                                && unit.level() > precedence.levelOfWaiting(turn.groups()));
        return less && (victims.equals(queue) || queues.isLent(victims, queue));
    }

    static boolean isReclaimed(Turn turn, Goods wanted, VictimUnit unit, QueueTree queues) {
        QueueId victims = unit.first().tenure().queue();
        QueueId queue = turn.first().queueId();
        return !victims.equals(queue)
                && queues.isOwed(queue, wanted, victims)
                && queues.isLent(victims, queue);
    }

    /// Of those found, the ones by whose turn to go their queue holds no more than its quota.
    private List<VictimUnit> tooMany(
            Turn turn, Goods wanted, List<VictimUnit> found, QueueTree queues) {
        List<VictimUnit> tooMany = new ArrayList<>();
        List<VictimUnit> gone = new ArrayList<>();
        for (VictimUnit unit : found) {
            if (mayStop(turn, wanted, unit, queues)) {
                unit.members().forEach(one -> give(one, queues));
                gone.add(unit);
            } else {
                tooMany.add(unit);
            }
        }
        gone.forEach(unit ->
                unit.members()
                        .forEach(one ->
                                queues.take(
                                        one.tenure().queue(),
                                        Goods.of(one),
                                        one.tenure().preemptible())));
        return tooMany;
    }

    private static void give(Placed one, QueueTree queues) {
        queues.give(one.tenure().queue(), Goods.of(one), one.tenure().preemptible());
    }

    /// Places the turn in their room, and spares those whose room it does not take, the dearest
    /// first.
    private Optional<Found> fitting(Turn turn, RoomSearch.Found search) {
        List<VictimUnit> found = search.units();
        found.forEach(unit -> unit.members().forEach(index::release));
        long[] slots = placer.placeOn(turn, search.seats());
        if (!TurnPlacer.isWhole(slots)
                || turn.groups().stream()
                        .flatMap(group -> group.spreads().stream())
                        .anyMatch(spread -> spread.minDomains() > 0)) {
            placer.giveBack(turn, slots);
            slots = placer.place(turn);
        }
        if (!TurnPlacer.isWhole(slots)) {
            placer.giveBack(turn, slots);
            found.forEach(unit -> unit.members().forEach(index::hold));
            return Optional.empty();
        }
        Seated seated = new Seated(turn, slots);
        List<VictimUnit> fall = new ArrayList<>();
        for (VictimUnit unit : dearestFirst(found)) {
            unit.members().forEach(index::hold);
            boolean over = unit.members().stream().anyMatch(this::isOver);
            if (over && !(found.size() <= MOST_SPARED && seated.elsewhere())) {
                unit.members().forEach(index::release);
                fall.add(unit);
            }
        }
        return Optional.of(new Found(fall, seated.slots));
    }

    private static List<VictimUnit> dearestFirst(List<VictimUnit> units) {
        return units.stream()
                .sorted(Comparator.comparingDouble(VictimUnit::cost).reversed())
                .toList();
    }

    /// The turn where it would go, which may change as others are spared.
    private final class Seated {
        private final Turn turn;
        private long[] slots;

        Seated(Turn turn, long[] slots) {
            this.turn = turn;
            this.slots = slots;
        }

        /// Whether it finds other places; else it keeps those that it has.
        boolean elsewhere() {
            placer.giveBack(turn, slots);
            long[] others = placer.place(turn);
            if (TurnPlacer.isWhole(others)) {
                slots = others;
                return true;
            }
            placer.giveBack(turn, others);
            placer.take(turn, slots);
            return false;
        }
    }

    private boolean isOver(Placed one) {
        int node = index.number(one.node());
        return node >= 0 && index.goals().overflow(index.capacity().view(node)) > 0;
    }
}

package dev.meridian.controlplane.placement.claims;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Turn;
import dev.meridian.controlplane.placement.index.TurnPlacer;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.queues.QueueId;
import dev.meridian.controlplane.placement.model.queues.QueueTree;
import dev.meridian.controlplane.placement.order.Precedence;
import dev.meridian.controlplane.placement.solver.Rearranging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Who has to stop so that a turn fits and its queue may hold it: the cheapest of those who may be
/// asked to, and no more of them than it takes. A gang falls whole.
final class Victims {
    /// Searches without those of whom too many were found before.
    private static final int MOST_SEARCHES = 8;

    /// Of so many each is tried whether the turn fits without it.
    private static final int MOST_SPARED = 64;

    /// Turns of a plan for which the solver looks for cheaper ones: with more of them its
    /// milliseconds would take the time in which others find room.
    private static final int MOST_BETTERED = 20;

    private final FleetIndex index;
    private final TurnPlacer placer;
    private final Removable removable;

    /// one of each standing
    private final Collection<VictimUnit> kinds;

    private final List<VictimUnit> all;
    private final StopRules rules;
    private final VictimSolver solver;
    private double saved;
    private int looked;
    private int bettered;

    Victims(FleetIndex index, Snapshot snapshot, Precedence precedence, Rearranging rearranging) {
        this.index = index;
        rules = new StopRules(precedence);
        placer = new TurnPlacer(index);
        all = units(snapshot, precedence);
        removable = new Removable(index, all);
        solver = new VictimSolver(index, removable, rearranging);
        kinds = all.stream().collect(toMap(Standing::of, identity(), (one, _) -> one)).values();
    }

    /// @param slots that the turn takes when they have gone; taken in the index, as what the units
    ///   held is released
    record Found(List<VictimUnit> units, long[] slots) {}

    /// All that may be stopped now; of a gang all or none.
    private static List<VictimUnit> units(Snapshot snapshot, Precedence precedence) {
        Instant now = snapshot.at();
        List<VictimUnit> units = new ArrayList<>(snapshot.placed().size());
        Map<String, List<Placed>> gangs = new HashMap<>();
        for (Placed one : snapshot.placed()) {
            String gang = one.tenure().gang();
            if (gang != null && one.tenure().preemptible()) {
                gangs.computeIfAbsent(gang, _ -> new ArrayList<>()).add(one);
            } else if (one.tenure().mayBeStopped(now)) {
                units.add(VictimUnit.of(List.of(one), now, precedence));
            }
        }
        gangs.values().stream()
                .filter(members -> members.stream().allMatch(one -> one.tenure().mayBeStopped(now)))
                .map(members -> VictimUnit.of(members, now, precedence))
                .forEach(units::add);
        return units;
    }

    /// Empty where not all of them together would make room, or free as much of a quota as the
    /// turn's queue lacks for it.
    Optional<Found> of(Turn turn, QueueTree queues, Set<AllocationId> fallen) {
        if (kinds.stream().noneMatch(kind -> rules.mayStop(turn, kind, queues))) {
            return Optional.empty();
        }
        Set<VictimUnit> barred = Collections.newSetFromMap(new IdentityHashMap<>());
        Predicate<VictimUnit> mayGo =
                unit -> !barred.contains(unit) && !fallen.contains(unit.first().allocation());
        Optional<List<VictimUnit>> owing =
                new QuotaVictims(turn, queues, rules).of(() -> all.stream().filter(mayGo));
        if (owing.isEmpty()) {
            return Optional.empty();
        }
        List<VictimUnit> first = owing.get();
        barred.addAll(first);
        first.forEach(unit -> go(unit, queues));
        Optional<Found> found = first.isEmpty() ? Optional.empty() : asItIs(turn, first);
        if (found.isEmpty()) {
            found = making(turn, queues, first, barred, mayGo);
        }
        if (found.isEmpty()) {
            first.forEach(unit -> unit.members().forEach(index::hold));
        }
        first.forEach(unit -> unit.takeBack(queues));
        return found;
    }

    private void go(VictimUnit unit, QueueTree queues) {
        unit.members().forEach(index::release);
        unit.giveUp(queues);
    }

    /// Where there is room now.
    private Optional<Found> asItIs(Turn turn, List<VictimUnit> gone) {
        long[] slots = placer.place(turn);
        if (TurnPlacer.isWhole(slots)) {
            return Optional.of(new Found(gone, slots));
        }
        placer.giveBack(turn, slots);
        return Optional.empty();
    }

    /// Makes room for the turn by letting more of them go.
    ///
    /// @param gone by now
    private Optional<Found> making(
            Turn turn,
            QueueTree queues,
            List<VictimUnit> gone,
            Set<VictimUnit> barred,
            Predicate<VictimUnit> mayGo) {
        Map<Standing, Boolean> known = new HashMap<>();
        Predicate<VictimUnit> mayStop =
                mayGo.and(unit ->
                        known.computeIfAbsent(
                                Standing.of(unit), _ -> rules.mayStop(turn, unit, queues)));
        for (int search = 0; search < MOST_SEARCHES; search++) {
            Optional<RoomSearch.Found> found =
                    new RoomSearch(index, removable, mayStop, true).find(turn);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            List<VictimUnit> tooMany = tooMany(turn, found.get().units(), queues);
            if (tooMany.isEmpty()) {
                Optional<Found> fit = fitting(turn, found.get(), gone, queues);
                // who falls for the sake of a quota is not the solver's
                return gone.isEmpty() ? fit.map(own -> bettered(turn, own, mayStop, queues)) : fit;
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

    /// Of those found, the ones by whose turn to go their queue holds no more than its quota.
    private List<VictimUnit> tooMany(Turn turn, List<VictimUnit> found, QueueTree queues) {
        List<VictimUnit> tooMany = new ArrayList<>();
        List<VictimUnit> gone = new ArrayList<>();
        for (VictimUnit unit : found) {
            if (rules.mayStop(turn, unit, queues)) {
                unit.giveUp(queues);
                gone.add(unit);
            } else {
                tooMany.add(unit);
            }
        }
        gone.forEach(unit -> unit.takeBack(queues));
        return tooMany;
    }

    /// Places the turn in their room, and spares those whose room and quota it does not take, the
    /// dearest first.
    private Optional<Found> fitting(
            Turn turn, RoomSearch.Found search, List<VictimUnit> gone, QueueTree queues) {
        search.units().forEach(unit -> unit.members().forEach(index::release));
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
            search.units().forEach(unit -> unit.members().forEach(index::hold));
            return Optional.empty();
        }
        search.units().forEach(unit -> unit.giveUp(queues));
        Seated seated = new Seated(turn, slots);
        List<VictimUnit> found = new ArrayList<>(gone);
        found.addAll(search.units());
        List<VictimUnit> fall = new ArrayList<>();
        for (VictimUnit unit : VictimUnit.dearestFirst(found)) {
            unit.members().forEach(index::hold);
            unit.takeBack(queues);
            boolean over = unit.members().stream().anyMatch(this::isOver);
            if (rules.lacksQuota(turn, queues)
                    || (over && !(found.size() <= MOST_SPARED && seated.elsewhere()))) {
                go(unit, queues);
                fall.add(unit);
            }
        }
        fall.forEach(unit -> unit.takeBack(queues));
        gone.forEach(unit -> unit.giveUp(queues));
        return Optional.of(new Found(fall, seated.slots));
    }

    /// As the solver has it, where that is better and leaves the queues what they were promised.
    private Found bettered(Turn turn, Found own, Predicate<VictimUnit> mayGo, QueueTree queues) {
        if (bettered == MOST_BETTERED) {
            return own;
        }
        VictimSolver.Answer answer = solver.better(turn, own.units(), own.slots(), mayGo);
        looked += answer.looked();
        bettered += answer.looked() > 0 ? 1 : 0;
        if (!answer.better() || !tooMany(turn, answer.units(), queues).isEmpty()) {
            return own;
        }
        placer.giveBack(turn, own.slots());
        own.units().forEach(unit -> unit.members().forEach(index::hold));
        answer.units().forEach(unit -> unit.members().forEach(index::release));
        placer.take(turn, answer.slots());
        saved += cost(own.units()) - cost(answer.units());
        return new Found(answer.units(), answer.slots());
    }

    private static double cost(List<VictimUnit> units) {
        return units.stream().mapToDouble(VictimUnit::cost).sum();
    }

    /// By how much what the solver found costs less than what was found before it.
    double saved() {
        return saved;
    }

    /// Seats and those who may fall that the solver looked at.
    int looked() {
        return looked;
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

package dev.meridian.controlplane.placement.claims;

import dev.meridian.controlplane.placement.index.Domains;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Turn;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Spread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds what should go so that a turn fits: seat by seat the node where the next one costs least.
/// What goes for one seat is free of cost for the next, so a gang that falls is used up first.
final class RoomSearch {
    private static final int UNKNOWN = -1;

    private final FleetIndex index;
    private final Removable removable;
    private final Predicate<VictimUnit> mayGo;
    private final boolean summed;
    private final @Nullable Set<Integer> only;

    /// On any node.
    RoomSearch(FleetIndex index, Removable removable, Predicate<VictimUnit> mayGo, boolean summed) {
        this(index, removable, mayGo, summed, null);
    }

    /// @param mayGo which of all that is removable
    /// @param summed whether the costs of several add up; else the dearest counts
    /// @param only nodes that count; null: all
    RoomSearch(
            FleetIndex index,
            Removable removable,
            Predicate<VictimUnit> mayGo,
            boolean summed,
            @Nullable Set<Integer> only) {
        this.index = index;
        this.removable = removable;
        this.mayGo = mayGo;
        this.summed = summed;
        this.only = only;
    }

    /// @param units that go, in the order in which they were found
    /// @param seats nodes of the turn's allocations, in their order
    record Found(List<VictimUnit> units, double cost, int[] seats) {}

    /// Empty where not even all of them would do.
    Optional<Found> find(Turn turn) {
        PendingGroup group = turn.first();
        if (group.required() == null) {
            return new Trial(-1).find(turn);
        }
        Domains domains = index.domains(group.required());
        Optional<Found> best = Optional.empty();
        for (int domain = 0; domain < domains.count(); domain++) {
            Optional<Found> found = new Trial(domain).find(turn);
            if (found.isPresent() && (best.isEmpty() || found.get().cost() < best.get().cost())) {
                best = found;
            }
        }
        return best;
    }

    /// The next seat on a node.
    ///
    /// @param cost at least so much, where what goes is not known yet
    /// @param goes what has to go for it
    /// @param stamp of the node when this was found out
    private record Step(int node, double cost, List<VictimUnit> goes, int stamp) {}

    /// One try on a copy of what is free.
    private final class Trial {
        private final FreeCapacity free = index.capacity().copy();
        private final Set<VictimUnit> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        private final List<VictimUnit> found = new ArrayList<>();
        private final Map<Integer, Integer> stamps = new HashMap<>();
        private final Set<Integer> touched = new HashSet<>();
        private final List<Integer> seats = new ArrayList<>();
        private final int domain;
        private double cost;

        Trial(int domain) {
            this.domain = domain;
        }

        Optional<Found> find(Turn turn) {
            if (!turn.isBound()) {
                return seats(turn.first(), turn.allocations())
                        ? Optional.of(found())
                        : Optional.empty();
            }
            for (PendingGroup group : turn.groups()) {
                if (!seats(group, group.allocations())) {
                    return Optional.empty();
                }
            }
            return Optional.of(found());
        }

        private Found found() {
            return new Found(found, cost, seats.stream().mapToInt(Integer::intValue).toArray());
        }

        private boolean seats(PendingGroup group, List<PendingAllocation> allocations) {
            Requirement requirement = allocations.getFirst().requirement();
            SeatLimits limits = new SeatLimits(index, group.spreads());
            PriorityQueue<Step> steps =
                    new PriorityQueue<>(
                            Comparator.comparingDouble(Step::cost).thenComparingInt(Step::node));
            for (int node = 0; node < free.size(); node++) {
                if (mayUse(group, node) && index.goals().suits(requirement, free.view(node))) {
                    double least =
                            index.goals().hasRoom(requirement, free.view(node))
                                    ? 0
                                    : removable.atLeast(node, requirement, summed);
                    if (least < Double.POSITIVE_INFINITY) {
                        steps.add(new Step(node, least, List.of(), UNKNOWN));
                    }
                }
            }
            int open = allocations.size();
            while (open > 0) {
                Step next = steps.poll();
                if (next == null) {
                    return false;
                }
                if (!limits.mayTake(next.node())) {
                    continue;
                }
                if (next.stamp() != stamp(next.node())) {
                    // what has been touched since has been looked at again
                    if (next.stamp() == UNKNOWN) {
                        step(next.node(), requirement).ifPresent(steps::add);
                    }
                    continue;
                }
                next.goes().forEach(this::go);
                cost = summed ? cost + next.cost() : Math.max(cost, next.cost());
                free.take(
                        next.node(),
                        requirement,
                        free.devicesFor(next.node(), requirement.accelerators()));
                limits.take(next.node());
                seats.add(next.node());
                touch(next.node());
                open--;
                for (int node : touched) {
                    if (mayUse(group, node) && index.goals().suits(requirement, free.view(node))) {
                        step(node, requirement).ifPresent(steps::add);
                    }
                }
                touched.clear();
            }
            return true;
        }

        private boolean mayUse(PendingGroup group, int node) {
            return (only == null || only.contains(node))
                    && (domain < 0
                            || group.required() == null
                            || index.domains(group.required()).of(node) == domain);
        }

        /// Lets the cheapest go until there is room, and takes them back.
        private Optional<Step> step(int node, Requirement requirement) {
            List<VictimUnit> goes = new ArrayList<>();
            double price = 0;
            boolean room = index.goals().hasRoom(requirement, free.view(node));
            List<VictimUnit> units = removable.on(node);
            for (int i = 0; !room && i < units.size(); i++) {
                VictimUnit unit = units.get(i);
                if (!gone.contains(unit) && mayGo.test(unit)) {
                    goes.add(unit);
                    price = summed ? price + unit.cost() : Math.max(price, unit.cost());
                    change(node, unit, true);
                    room = index.goals().hasRoom(requirement, free.view(node));
                }
            }
            goes.forEach(unit -> change(node, unit, false));
            return room ? Optional.of(new Step(node, price, goes, stamp(node))) : Optional.empty();
        }

        private void change(int node, VictimUnit unit, boolean goes) {
            for (Placed one : unit.members()) {
                if (index.number(one.node()) == node) {
                    if (goes) {
                        free.release(node, one);
                    } else {
                        free.hold(node, one);
                    }
                }
            }
        }

        private void go(VictimUnit unit) {
            if (gone.add(unit)) {
                found.add(unit);
                for (Placed one : unit.members()) {
                    int node = index.number(one.node());
                    if (node >= 0) {
                        free.release(node, one);
                        touch(node);
                    }
                }
            }
        }

        private int stamp(int node) {
            return stamps.getOrDefault(node, 0);
        }

        private void touch(int node) {
            stamps.merge(node, 1, Integer::sum);
            touched.add(node);
        }
    }

    /// How many of a group may stand in each domain.
    private static final class SeatLimits {
        private final FleetIndex index;
        private final List<Spread> spreads;
        private final List<Map<Integer, Integer>> counts = new ArrayList<>();

        SeatLimits(FleetIndex index, List<Spread> spreads) {
            this.index = index;
            this.spreads = spreads;
            spreads.forEach(_ -> counts.add(new HashMap<>()));
        }

        boolean mayTake(int node) {
            for (int i = 0; i < spreads.size(); i++) {
                int most = spreads.get(i).maxPerDomain();
                int domain = index.domains(spreads.get(i).by()).of(node);
                if (domain < 0 || (most > 0 && counts.get(i).getOrDefault(domain, 0) >= most)) {
                    return false;
                }
            }
            return true;
        }

        void take(int node) {
            for (int i = 0; i < spreads.size(); i++) {
                counts.get(i).merge(index.domains(spreads.get(i).by()).of(node), 1, Integer::sum);
            }
        }
    }
}

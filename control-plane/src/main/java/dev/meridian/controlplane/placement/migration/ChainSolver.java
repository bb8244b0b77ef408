package dev.meridian.controlplane.placement.migration;

import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.migration.ChainSearch.Found;
import dev.meridian.controlplane.placement.migration.ChainSearch.Going;
import dev.meridian.controlplane.placement.migration.MigrationRound.Candidate;
import dev.meridian.controlplane.placement.migration.MigrationRound.Guest;
import dev.meridian.controlplane.placement.migration.MigrationRound.Outcome;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.MigrationCost;
import dev.meridian.controlplane.placement.solver.Rearrangement;
import dev.meridian.controlplane.placement.solver.Rearrangement.Coming;
import dev.meridian.controlplane.placement.solver.Rearrangement.Settled;
import dev.meridian.controlplane.placement.solver.Rearranging;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Lets Timefold search on from the chains that [ChainSearch] found, and takes its answer where all
/// of it wins more. A chain is what leaves a node and who gets in there: each goes to a place that
/// is free now, so no chain waits for another one.
final class ChainSolver {
    /// Nodes beside those that are looked at, for each kind of work.
    private static final int MOST_PLACES = 8;

    /// In a fleet of so many nodes every node may be used.
    private static final int SMALL_FLEET = 256;

    /// Thousandths of what a move loses, so that the cheapest goes first.
    private static final double WEIGHT = 1000;

    private final FleetIndex index;
    private final BitSet closed;
    private final double least;
    private final int budget;

    private final List<Runner> runners = new ArrayList<>();
    private final Map<Runner, Long> homes = new LinkedHashMap<>();
    private final Map<Requirement, Long> cheapest = new HashMap<>();
    private final int[] nodes;

    /// @param index with nothing moved
    /// @param closed nodes that nobody leaves or comes to
    /// @param least accelerators that a chain must win beyond its cost
    ChainSolver(
            FleetIndex index,
            List<Runner> runners,
            List<Guest> guests,
            BitSet closed,
            double least,
            int budget) {
        this.index = index;
        this.closed = closed;
        this.least = least;
        this.budget = budget;
        for (Runner one : runners) {
            long home = home(one);
            if (home != Slot.NONE && !closed.get(Slot.node(home))) {
                this.runners.add(one);
                homes.put(one, home);
            }
        }
        nodes = nodes(guests);
    }

    /// Where it is; [Slot#NONE] where it holds other things than it asks for.
    private long home(Runner one) {
        Placed placed = one.placed();
        int number = index.number(placed.node());
        if (number < 0 || !placed.amounts().equals(one.requirement().amounts())) {
            return Slot.NONE;
        }
        Node node = index.capacity().node(number);
        int mask = 0;
        for (DeviceShare share : placed.devices()) {
            int position = node.position(share.index());
            if (position < 0 || share.millis() != one.requirement().accelerators().millis()) {
                return Slot.NONE;
            }
            mask |= 1 << position;
        }
        return Integer.bitCount(mask) == one.requirement().accelerators().count()
                ? Slot.of(number, mask)
                : Slot.NONE;
    }

    private int[] nodes(List<Guest> guests) {
        TreeSet<Integer> all = new TreeSet<>();
        int size = index.capacity().size();
        if (size <= SMALL_FLEET) {
            for (int node = 0; node < size; node++) {
                all.add(node);
            }
        } else {
            homes.values().forEach(home -> all.add(Slot.node(home)));
            Set<Requirement> kinds = new LinkedHashSet<>();
            runners.forEach(one -> kinds.add(one.requirement().asWaiting()));
            guests.forEach(one -> kinds.add(one.requirement()));
            kinds.forEach(kind -> all.addAll(index.bestNodes(kind, MOST_PLACES)));
        }
        return all.stream().filter(node -> !closed.get(node)).mapToInt(node -> node).toArray();
    }

    /// @param now what is free, with nothing moved
    /// @param own what was found so far
    Outcome improve(FreeCapacity now, List<Guest> guests, List<Candidate> own, Rearranging solver) {
        Map<Runner, Long> moved = new HashMap<>();
        Map<Guest, Long> rooms = new HashMap<>();
        for (Candidate one : own) {
            one.found().moves().forEach(move -> moved.put(move.who(), move.to()));
            for (int i = 0; i < one.guests().size(); i++) {
                rooms.put(one.guests().get(i), one.found().rooms().get(i));
            }
        }
        if (runners.isEmpty() || nodes.length == 0 || !homes.keySet().containsAll(moved.keySet())) {
            return new Outcome(own, 0, 0, 0, 0);
        }
        Rearranging.Answer answer =
                solver.improve(
                        new Rearrangement(
                                index,
                                now,
                                nodes,
                                runners.stream().map(one -> settled(one, moved.get(one))).toList(),
                                guests.stream().map(one -> coming(one, rooms.get(one))).toList(),
                                budget,
                                Math.round(least * ChainSearch.POINTS),
                                false));
        double before = gain(told(now, own, false));
        List<Candidate> found = told(now, chains(answer, guests), true);
        double gain = gain(found) - before;
        int looked = runners.size() + guests.size();
        return answer.better() && gain > 0
                ? new Outcome(found, before, gain, looked, answer.moves())
                : new Outcome(own, before, 0, looked, answer.moves());
    }

    private Settled settled(Runner one, @Nullable Long found) {
        long home = homes.getOrDefault(one, Slot.NONE);
        long weight = 1 + Math.round(WEIGHT * MigrationCost.loss(one.requirement()));
        return new Settled(one.requirement(), home, found == null ? home : found, weight);
    }

    private Coming coming(Guest one, @Nullable Long found) {
        Requirement wanted = one.requirement();
        long worth = Math.round(MigrationCost.size(wanted) * ChainSearch.POINTS) + cheapest(wanted);
        return new Coming(wanted, null, found == null ? Slot.NONE : found, 0, worth);
    }

    /// Millipoints of the cheapest node that it may use.
    private long cheapest(Requirement wanted) {
        return cheapest.computeIfAbsent(
                wanted,
                one -> {
                    long cheapest = Long.MAX_VALUE;
                    for (int node : nodes) {
                        if (index.goals().suits(one, index.capacity().view(node))) {
                            cheapest =
                                    Math.min(
                                            cheapest,
                                            index.goals().cost(one, index.capacity().node(node)));
                        }
                    }
                    return cheapest == Long.MAX_VALUE ? 0 : cheapest;
                });
    }

    /// Those of who gets in first, the largest before others.
    private List<Candidate> chains(Rearranging.Answer answer, List<Guest> guests) {
        Map<Integer, List<Going>> leaving = new TreeMap<>();
        for (int i = 0; i < runners.size(); i++) {
            Runner one = runners.get(i);
            long home = homes.getOrDefault(one, Slot.NONE);
            long to = answer.settled().get(i);
            if (to != home && to != Slot.NONE) {
                leaving.computeIfAbsent(Slot.node(home), _ -> new ArrayList<>())
                        .add(new Going(one, to));
            }
        }
        List<Candidate> chains = new ArrayList<>();
        leaving.forEach((node, moves) -> {
            List<Guest> there = new ArrayList<>();
            List<Long> rooms = new ArrayList<>();
            for (int i = 0; i < guests.size(); i++) {
                long room = answer.coming().get(i);
                if (room != Slot.NONE && Slot.node(room) == node) {
                    there.add(guests.get(i));
                    rooms.add(room);
                }
            }
            chains.add(new Candidate(there, new Found(node, rooms, moves, 0, 0)));
        });
        chains.sort(
                Comparator.comparingDouble(one ->
                        -one.guests().stream()
                                .mapToDouble(g -> MigrationCost.size(g.requirement()))
                                .sum()));
        return chains;
    }

    /// With what they win.
    ///
    /// @param choosy whether what wins too little is left out
    private List<Candidate> told(FreeCapacity now, List<Candidate> chains, boolean choosy) {
        Tally tally = new Tally(index.goals(), now.copy(), homes, this::cheapest);
        List<Candidate> told = new ArrayList<>();
        for (Candidate one : chains) {
            List<Requirement> wanted = one.guests().stream().map(Guest::requirement).toList();
            Found found = one.found();
            Found known = tally.of(found.from(), found.moves(), wanted, found.rooms());
            if (choosy && known.gain() < least) {
                tally.forget(known, wanted);
            } else {
                told.add(new Candidate(one.guests(), known));
            }
        }
        return told;
    }

    private static double gain(List<Candidate> chains) {
        return chains.stream().mapToDouble(one -> one.found().gain()).sum();
    }
}

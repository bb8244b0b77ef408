package dev.meridian.controlplane.placement.migration;

import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.MigrationCost;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Searches for moves of what runs that win more than they cost. Each goes to a place that is free
/// now, so that no move waits for another one, and what is taken is not given twice.
///
/// What is won is told in accelerators: what is let in, and what the soft goals say of the nodes
/// before and after, [#POINTS] of theirs for each.
public final class ChainSearch {
    /// Millipoints that a stranded accelerator costs; so does an hour of one that is lost.
    static final double POINTS = 25_000;

    /// Nodes on which one that waits is tried.
    private static final int MOST_TRIED = 16;

    /// Places that are looked at for one that goes.
    private static final int MOST_PLACES = 8;

    private final FleetIndex index;
    private final FreeCapacity capacity;
    private final Goals goals;
    private final double least;
    private final Map<Integer, List<Runner>> runners = new HashMap<>();
    private final BitSet closed;
    private int budget;

    /// @param closed nodes that nobody leaves or comes to
    /// @param least accelerators that a chain must win beyond its cost
    ChainSearch(FleetIndex index, List<Runner> runners, BitSet closed, double least, int budget) {
        this.index = index;
        this.closed = closed;
        this.least = least;
        this.budget = budget;
        capacity = index.capacity();
        goals = index.goals();
        for (Runner one : runners) {
            int node = index.number(one.placed().node());
            if (node >= 0 && !closed.get(node)) {
                this.runners.computeIfAbsent(node, _ -> new ArrayList<>()).add(one);
            }
        }
        this.runners
                .values()
                .forEach(all ->
                        all.sort(Comparator.comparingDouble(one -> loss(one.requirement()))));
    }

    /// @param to its slot
    public record Going(Runner who, long to) {}

    /// @param rooms slots of those who get in
    /// @param won accelerators, what the moves cost not taken off
    public record Found(int from, List<Long> rooms, List<Going> moves, double won, double cost) {
        public double gain() {
            return won - cost;
        }
    }

    private static double loss(Requirement requirement) {
        return MigrationCost.loss(requirement);
    }

    /// Makes room for one that waits, where that is cheapest. The room stays taken in the index.
    Optional<Found> letIn(Requirement wanted) {
        record Option(int node, List<Runner> leaving, double cost) {}
        List<Option> options = new ArrayList<>();
        for (int node : runners.keySet()) {
            if (closed.get(node) || !goals.suits(wanted, capacity.view(node))) {
                continue;
            }
            List<Runner> leaving = leaving(wanted, node);
            double cost = leaving.stream().mapToDouble(one -> loss(one.requirement())).sum();
            if (!leaving.isEmpty() && leaving.size() <= budget) {
                options.add(new Option(node, leaving, cost));
            }
        }
        options.sort(Comparator.comparingDouble(Option::cost).thenComparingInt(Option::node));
        return options.stream()
                .limit(MOST_TRIED)
                .map(option -> tried(wanted, option.node(), option.leaving()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// The cheapest of a node without whom it fits; empty where that is not to be had.
    private List<Runner> leaving(Requirement wanted, int node) {
        List<Runner> gone = new ArrayList<>();
        for (Runner one : there(node)) {
            if (gone.size() == budget || capacity.fits(node, wanted)) {
                break;
            }
            index.release(one.placed());
            gone.add(one);
        }
        boolean fits = capacity.fits(node, wanted);
        List<Runner> leaving = new ArrayList<>(gone);
        for (Runner one : gone.reversed()) {
            index.hold(one.placed());
            if (fits && capacity.fits(node, wanted)) {
                leaving.remove(one);
            } else if (fits) {
                index.release(one.placed());
            }
        }
        (fits ? leaving : List.<Runner>of()).forEach(one -> index.hold(one.placed()));
        return fits ? leaving : List.of();
    }

    private List<Runner> there(int node) {
        return Objects.requireNonNull(runners.get(node));
    }

    private Optional<Found> tried(Requirement wanted, int node, List<Runner> leaving) {
        long before = goals.potential(capacity.view(node));
        leaving.forEach(one -> index.release(one.placed()));
        long room = index.take(node, wanted);
        double points = goals.potential(capacity.view(node)) - before;
        closed.set(node);
        List<Going> moves = new ArrayList<>();
        for (Runner one : largestFirst(leaving)) {
            Optional<Going> place = place(one);
            if (place.isEmpty()) {
                break;
            }
            moves.add(place.get());
            points += costOfCome(place.get()) - goals.cost(one.requirement(), capacity.node(node));
        }
        double cost = moves.stream().mapToDouble(this::cost).sum();
        Found found =
                new Found(
                        node,
                        List.of(room),
                        moves,
                        MigrationCost.size(wanted) - points / POINTS + cost,
                        cost);
        if (moves.size() == leaving.size() && found.gain() >= least) {
            budget -= moves.size();
            leaving.forEach(one -> index.hold(one.placed()));
            return Optional.of(found);
        }
        moves.forEach(this::takeBack);
        index.give(room, wanted);
        leaving.forEach(one -> index.hold(one.placed()));
        closed.clear(node);
        return Optional.empty();
    }

    private static List<Runner> largestFirst(List<Runner> leaving) {
        return leaving.stream()
                .sorted(Comparator.comparingDouble(one -> -MigrationCost.size(one.requirement())))
                .toList();
    }

    /// Takes the best place that is free and not on a closed node. All who ask for the same share a
    /// shape: what it costs to leave is alike for all nodes of a region, so that regions alone are
    /// weighed anew.
    private Optional<Going> place(Runner one) {
        Going best = null;
        double least = Double.POSITIVE_INFINITY;
        for (List<Integer> nodes :
                index.bestNodesOfRegions(one.requirement().asWaiting(), MOST_PLACES)) {
            for (int node : nodes) {
                if (!closed.get(node)) {
                    Going going = new Going(one, index.take(node, one.requirement()));
                    double points = costOfCome(going);
                    takeBack(going);
                    if (points < least) {
                        least = points;
                        best = going;
                    }
                    break;
                }
            }
        }
        return Optional.ofNullable(best)
                .map(going -> new Going(one, index.take(Slot.node(going.to()), one.requirement())));
    }

    private void takeBack(Going move) {
        index.give(move.to(), move.who().requirement());
    }

    /// Of one that has come already.
    private double costOfCome(Going move) {
        int node = Slot.node(move.to());
        Requirement requirement = move.who().requirement();
        long after = goals.potential(capacity.view(node));
        index.give(move.to(), requirement);
        long before = goals.potential(capacity.view(node));
        index.take(move.to(), requirement);
        return after - before + goals.cost(requirement, capacity.node(node));
    }

    private double cost(Going move) {
        return goals.migration()
                .cost(move.who().requirement(), capacity.node(Slot.node(move.to())));
    }

    /// The moves that better the goals most although nobody gets the room, each by itself.
    List<Found> better() {
        List<Found> found = new ArrayList<>();
        List<Integer> nodes = runners.keySet().stream().sorted().toList();
        for (int node : nodes) {
            for (Runner one : there(node)) {
                if (budget > 0 && !closed.get(node)) {
                    better(one, node).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private Optional<Found> better(Runner one, int node) {
        long before = goals.potential(capacity.view(node));
        index.release(one.placed());
        double points =
                goals.potential(capacity.view(node))
                        - before
                        - goals.cost(one.requirement(), capacity.node(node));
        closed.set(node);
        Optional<Going> place = place(one);
        index.hold(one.placed());
        closed.clear(node);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        points += costOfCome(place.get());
        double cost = cost(place.get());
        Found found =
                new Found(node, List.of(), List.of(place.get()), cost - points / POINTS, cost);
        if (found.gain() < least) {
            takeBack(place.get());
            return Optional.empty();
        }
        budget--;
        closed.set(node);
        return Optional.of(found);
    }
}

package dev.meridian.controlplane.placement.migration;

import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Searches for migrations that win the most accelerators for each move, within a budget. First
/// those that win many at once; what wins less than a tenth for a move is not worth a restart.
public final class Migrations {
    /// Accelerators that a move wins, in falling order: what is searched for, one after the other.
    private static final double[] GAINS = {4, 2, 1, 0.75, 0.5, 0.25, 0.1};

    private static final int WHOLE = 1000;

    private final FleetIndex index;
    private final FreeCapacity capacity;
    private final List<List<Resident>> onNode = new ArrayList<>();
    private final Clearing clearing;
    private final Map<Requirement, Deque<Integer>> waiting = new LinkedHashMap<>();

    private final Suits suits;
    private final Exchange exchange;
    private final List<Migration> found = new ArrayList<>();
    private int budget;

    private Migrations(
            FleetIndex index, List<Resident> residents, List<Requirement> waiting, int budget) {
        this.index = index;
        this.budget = budget;
        capacity = index.capacity();
        for (int node = 0; node < capacity.size(); node++) {
            onNode.add(new ArrayList<>());
        }
        residents.forEach(one -> onNode.get(Slot.node(one.slot())).add(one));
        clearing = new Clearing(index, onNode);
        suits = new Suits(index);
        exchange = new Exchange(capacity, suits, onNode, residents);
        for (int i = 0; i < waiting.size(); i++) {
            this.waiting.computeIfAbsent(waiting.get(i), _ -> new ArrayDeque<>()).add(i);
        }
    }

    /// Does them in the index.
    ///
    /// @param residents what may be moved, as it is in the index
    /// @param budget moves at most
    public static List<Migration> of(
            FleetIndex index, List<Resident> residents, List<Requirement> waiting, int budget) {
        Migrations migrations = new Migrations(index, residents, waiting, budget);
        for (double gain : GAINS) {
            migrations.search(gain);
        }
        return List.copyOf(migrations.found);
    }

    private void search(double gain) {
        List<Requirement> largestFirst =
                waiting.keySet().stream()
                        .filter(one -> accelerators(one) >= gain)
                        .sorted(Comparator.comparingDouble(Migrations::accelerators).reversed())
                        .toList();
        for (Requirement wanted : largestFirst) {
            int most = (int) (accelerators(wanted) / gain);
            for (int node = 0; node < capacity.size(); node++) {
                while (!queue(wanted).isEmpty() && migrate(wanted, node, most)) {
                    // as long as there is somebody who may go
                }
            }
        }
    }

    private Deque<Integer> queue(Requirement wanted) {
        return Objects.requireNonNull(waiting.get(wanted));
    }

    private static double accelerators(Requirement requirement) {
        return requirement.accelerators().totalMillis() / (double) WHOLE;
    }

    private boolean migrate(Requirement wanted, int node, int most) {
        if (budget == 0 || !suits.on(wanted, node)) {
            return false;
        }
        List<Resident> leaving = clearing.of(wanted, node, Math.min(most, budget));
        if (!leaving.isEmpty() && migrate(wanted, node, leaving)) {
            return true;
        }
        Resident[] two = Math.min(most, budget) < 2 ? null : exchange.of(wanted, node);
        if (two == null) {
            return false;
        }
        exchange(wanted, two[0], two[1]);
        return true;
    }

    private void exchange(Requirement wanted, Resident one, Resident other) {
        index.give(one.slot(), one.requirement());
        index.give(other.slot(), other.requirement());
        index.take(other.slot(), one.requirement());
        index.take(one.slot(), other.requirement());
        List<Resident> moved =
                List.of(
                        new Resident(one.number(), one.requirement(), other.slot()),
                        new Resident(other.number(), other.requirement(), one.slot()));
        done(wanted, index.take(Slot.node(one.slot()), wanted), List.of(one, other), moved);
    }

    private void done(Requirement wanted, long slot, List<Resident> before, List<Resident> after) {
        before.forEach(one -> onNode.get(Slot.node(one.slot())).remove(one));
        after.forEach(one -> onNode.get(Slot.node(one.slot())).add(one));
        after.forEach(exchange::isAt);
        budget -= after.size();
        found.add(
                new Migration(
                        queue(wanted).remove(),
                        slot,
                        after.stream()
                                .map(one -> new Migration.Move(one.number(), one.slot()))
                                .toList()));
    }

    /// In the order in which it would be done, so that two do not count on the same place.
    private boolean migrate(Requirement wanted, int node, List<Resident> leaving) {
        leaving.forEach(one -> index.give(one.slot(), one.requirement()));
        long slot = index.take(node, wanted);
        List<Resident> moved = new ArrayList<>();
        for (Resident one : leaving) {
            long to = index.place(one.requirement());
            if (to == Slot.NONE) {
                break;
            }
            moved.add(new Resident(one.number(), one.requirement(), to));
        }
        if (moved.size() < leaving.size()) {
            moved.forEach(one -> index.give(one.slot(), one.requirement()));
            index.give(slot, wanted);
            leaving.forEach(one -> index.take(one.slot(), one.requirement()));
            return false;
        }
        done(wanted, slot, leaving, moved);
        return true;
    }
}

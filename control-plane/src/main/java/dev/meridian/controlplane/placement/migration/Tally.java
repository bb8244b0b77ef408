package dev.meridian.controlplane.placement.migration;

import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.migration.ChainSearch.Found;
import dev.meridian.controlplane.placement.migration.ChainSearch.Going;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.MigrationCost;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/// What chains win, told chain by chain in one way whoever found them. Each is told on top of those
/// before it, so that their sum is what all of them win.
final class Tally {
    private final Goals goals;
    private final FreeCapacity capacity;
    private final Map<Runner, Long> homes;
    private final ToLongFunction<Requirement> cheapest;

    /// @param now what is free before anybody moves; changed by what is told
    /// @param cheapest millipoints that a node costs one at least
    Tally(
            Goals goals,
            FreeCapacity now,
            Map<Runner, Long> homes,
            ToLongFunction<Requirement> cheapest) {
        this.goals = goals;
        capacity = now;
        this.homes = homes;
        this.cheapest = cheapest;
    }

    /// @param rooms of the guests, on the node that is left
    Found of(int from, List<Going> moves, List<Requirement> guests, List<Long> rooms) {
        TreeSet<Integer> touched = new TreeSet<>(List.of(from));
        moves.forEach(move -> touched.add(Slot.node(move.to())));
        double points = -potential(touched);
        apply(moves, guests, rooms, 1);
        points += potential(touched);
        double won = 0;
        double cost = 0;
        for (Going move : moves) {
            Requirement requirement = move.who().requirement();
            int to = Slot.node(move.to());
            points +=
                    goals.cost(requirement, capacity.node(to))
                            - goals.cost(requirement, capacity.node(from));
            cost += goals.migration().cost(requirement, capacity.node(to));
        }
        for (Requirement guest : guests) {
            won += MigrationCost.size(guest);
            points += goals.cost(guest, capacity.node(from)) - cheapest.applyAsLong(guest);
        }
        return new Found(from, rooms, moves, won - points / ChainSearch.POINTS + cost, cost);
    }

    /// As if it had not been told.
    void forget(Found found, List<Requirement> guests) {
        apply(found.moves(), guests, found.rooms(), -1);
    }

    private void apply(List<Going> moves, List<Requirement> guests, List<Long> rooms, int sign) {
        for (Going move : moves) {
            change(homes.getOrDefault(move.who(), Slot.NONE), move.who().requirement(), -sign);
            change(move.to(), move.who().requirement(), sign);
        }
        for (int i = 0; i < guests.size(); i++) {
            change(rooms.get(i), guests.get(i), sign);
        }
    }

    private void change(long slot, Requirement requirement, int sign) {
        if (sign > 0) {
            capacity.take(Slot.node(slot), requirement, Slot.devices(slot));
        } else {
            capacity.give(Slot.node(slot), requirement, Slot.devices(slot));
        }
    }

    private double potential(TreeSet<Integer> nodes) {
        double sum = 0;
        for (int node : nodes) {
            sum += goals.potential(capacity.view(node));
        }
        return sum;
    }
}

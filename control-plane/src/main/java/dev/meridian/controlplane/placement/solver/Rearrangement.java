package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A window of what has a place and of what comes, with the answer that somebody has found for it
/// already.
///
/// @param free what is free now, with all in their places
/// @param nodes numbers of the nodes that may be used, ascending
/// @param budget so many of those that have a place may be given another
/// @param charge millipoints for each node that anybody is moved from
/// @param atOnce all change places at once; else who is moved must fit beside all who are there
///   still
public record Rearrangement(
        FleetIndex index,
        FreeCapacity free,
        int[] nodes,
        List<Settled> settled,
        List<Coming> coming,
        int budget,
        long charge,
        boolean atOnce) {

    /// One that has a place.
    ///
    /// @param slot where it is
    /// @param found where the answer so far has it
    /// @param weight what it costs to leave it without a place; above 0
    public record Settled(Requirement requirement, long slot, long found, long weight) {}

    /// One that has none.
    ///
    /// @param group whose rules hold for it; null: of no matter
    /// @param found where the answer so far has it; [Slot#NONE]: nowhere
    /// @param weight what it costs to leave it without, beside what others cost
    /// @param worth millipoints that it wins to let it in
    public record Coming(
            Requirement requirement,
            @Nullable PendingGroup group,
            long found,
            long weight,
            long worth) {}

    Problem problem() {
        int size = settled.size() + coming.size();
        List<PendingGroup> groups =
                coming.stream()
                        .map(Coming::group)
                        .filter(Objects::nonNull)
                        .filter(PendingGroup::isBound)
                        .distinct()
                        .toList();
        int[] gangs = Arrays.copyOf(WindowProblem.gangs(groups), groups.size() + 1);
        gangs[groups.size()] = -1;
        FreeCapacity base = free.copy();
        long[] homes = new long[size];
        long[] worth = new long[size];
        Map<Requirement, Integer> shapes = new LinkedHashMap<>();
        List<Seating> seatings = new ArrayList<>(size);
        for (Settled one : settled) {
            homes[seatings.size()] = one.slot();
            base.give(Slot.node(one.slot()), one.requirement(), Slot.devices(one.slot()));
            seatings.add(
                    new Seating(
                            seatings.size(),
                            one.requirement(),
                            shapes.computeIfAbsent(one.requirement(), _ -> shapes.size()),
                            groups.size(),
                            one.weight(),
                            one.found() == Slot.NONE ? null : one.found()));
        }
        for (Coming one : coming) {
            homes[seatings.size()] = Slot.NONE;
            worth[seatings.size()] = one.worth();
            seatings.add(
                    new Seating(
                            seatings.size(),
                            one.requirement(),
                            shapes.computeIfAbsent(one.requirement(), _ -> shapes.size()),
                            group(groups, one.group()),
                            one.weight(),
                            one.found() == Slot.NONE ? null : one.found()));
        }
        Facts facts = new Facts(index.goals(), base, List.copyOf(shapes.keySet()));
        Homes all = new Homes(homes, worth, budget, charge, atOnce ? null : free);
        return new Problem(new Window(index, base, nodes, groups, gangs, facts, all), seatings);
    }

    /// Its number; that after the last where nothing binds it.
    private static int group(List<PendingGroup> groups, @Nullable PendingGroup group) {
        int number = group == null ? -1 : groups.indexOf(group);
        return number < 0 ? groups.size() : number;
    }
}

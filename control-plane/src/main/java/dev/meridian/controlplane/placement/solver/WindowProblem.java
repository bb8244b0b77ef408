package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Ground;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Makes a window's problem out of a draft: the seats as entities, all else folded into what is
/// free.
final class WindowProblem {
    /// In a fleet of so many nodes every node may be used.
    private static final int SMALL_FLEET = 256;

    /// Of a larger one, for each requirement, so many of the best nodes beside those that are used.
    private static final int MOST_BEST = 32;

    private WindowProblem() {}

    /// @param ground of the whole fleet, or of the region in which all of them are that are placed
    static Problem of(Draft draft, Ground ground, Snapshot snapshot, List<Integer> seats) {
        FreeCapacity base = ground.capacity().copy();
        Map<Integer, Integer> groupNumbers = new HashMap<>();
        List<PendingGroup> groups = new ArrayList<>();
        for (int seat : seats) {
            int group = draft.seats().get(seat).group();
            if (groupNumbers.putIfAbsent(group, groups.size()) == null) {
                groups.add(draft.groups().get(group));
            }
            if (draft.isPlaced(seat)) {
                long slot = Slot.shifted(draft.slot(seat), -ground.first());
                base.give(
                        Slot.node(slot),
                        draft.seats().get(seat).allocation().requirement(),
                        Slot.devices(slot));
            }
        }
        Weights weights =
                new Weights(
                        seats.stream()
                                .map(seat -> draft.standing(draft.seats().get(seat).group()))
                                .toList(),
                        snapshot.at());
        List<Seating> seatings = new ArrayList<>();
        Map<Requirement, Integer> shapes = new LinkedHashMap<>();
        for (int seat : seats) {
            Draft.Seat one = draft.seats().get(seat);
            Requirement requirement = one.allocation().requirement();
            seatings.add(
                    new Seating(
                            seatings.size(),
                            requirement,
                            shapes.computeIfAbsent(requirement, _ -> shapes.size()),
                            groupNumbers.getOrDefault(one.group(), 0),
                            weights.of(
                                    draft.standing(one.group()), draft.groupOf(seat), requirement),
                            draft.isPlaced(seat)
                                    ? Slot.shifted(draft.slot(seat), -ground.first())
                                    : null));
        }
        Facts facts = new Facts(ground.goals(), base, List.copyOf(shapes.keySet()));
        return new Problem(
                new Window(ground, base, nodes(draft, ground, seats), groups, gangs(groups), facts),
                seatings);
    }

    static int[] gangs(List<PendingGroup> groups) {
        int[] gangs = new int[groups.size()];
        Arrays.fill(gangs, -1);
        for (int i = 0; i < gangs.length; i++) {
            if (groups.get(i).gang() != null) {
                gangs[i] =
                        i > 0 && Windows.sameGang(groups.get(i - 1), groups.get(i))
                                ? gangs[i - 1]
                                : i;
            }
        }
        return gangs;
    }

    private static int[] nodes(Draft draft, Ground ground, List<Integer> seats) {
        int all = ground.capacity().size();
        TreeSet<Integer> nodes = new TreeSet<>();
        if (all <= SMALL_FLEET) {
            for (int node = 0; node < all; node++) {
                nodes.add(node);
            }
            return ints(nodes);
        }
        Map<Requirement, Integer> wanted = new HashMap<>();
        for (int seat : seats) {
            wanted.merge(draft.seats().get(seat).allocation().requirement(), 1, Integer::sum);
            if (draft.isPlaced(seat)) {
                nodes.add(Slot.node(draft.slot(seat)) - ground.first());
            }
        }
        wanted.forEach((requirement, count) ->
                nodes.addAll(ground.bestNodes(requirement, Math.min(MOST_BEST, count + 3))));
        return ints(nodes);
    }

    private static int[] ints(TreeSet<Integer> nodes) {
        return nodes.stream().mapToInt(Integer::intValue).toArray();
    }
}

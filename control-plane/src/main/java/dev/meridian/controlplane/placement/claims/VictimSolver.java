package dev.meridian.controlplane.placement.claims;

import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.index.Turn;
import dev.meridian.controlplane.placement.index.TurnPlacer;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.solver.Rearrangement;
import dev.meridian.controlplane.placement.solver.Rearrangement.Coming;
import dev.meridian.controlplane.placement.solver.Rearrangement.Settled;
import dev.meridian.controlplane.placement.solver.Rearranging;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Lets Timefold search on from the victims that were found for a turn: a window of the nodes where
/// room is cheapest, with those who may be stopped there. Each stays where it is or falls; what it
/// costs that it falls outweighs the goals. Gangs that were found to fall do so, others stay.
final class VictimSolver {
    /// Nodes where room is cheapest, beside those that the turn has got.
    private static final int MOST_NODES = 32;

    /// A larger window takes longer than a plan may.
    private static final int MOST_SEATS = 128;

    private static final int MOST_UNITS = 1024;

    private final FleetIndex index;
    private final Removable removable;
    private final Rearranging solver;

    VictimSolver(FleetIndex index, Removable removable, Rearranging solver) {
        this.index = index;
        this.removable = removable;
        this.solver = solver;
    }

    /// Who falls, and where the turn goes.
    ///
    /// @param looked seats and those who may fall; 0: what was found cannot be bettered, or is too
    ///   much for a plan
    record Answer(boolean better, List<VictimUnit> units, long[] slots, int looked) {}

    /// One that may fall by itself.
    private record Single(VictimUnit unit, Requirement requirement, long slot) {}

    /// Changes nothing.
    ///
    /// @param fall who was found, whose room is released in the index
    /// @param slots of the turn, taken in the index
    /// @param mayGo who else may be stopped for it
    Answer better(Turn turn, List<VictimUnit> fall, long[] slots, Predicate<VictimUnit> mayGo) {
        List<PendingAllocation> seats = turn.allocations();
        Answer asFound = new Answer(false, fall, slots, 0);
        if (seats.size() > MOST_SEATS || fall.isEmpty()) {
            return asFound;
        }
        FreeCapacity free = index.capacity().copy();
        for (int i = 0; i < slots.length; i++) {
            free.give(Slot.node(slots[i]), seats.get(i).requirement(), Slot.devices(slots[i]));
        }
        fall.forEach(unit -> known(unit).forEach(one -> free.hold(index.number(one.node()), one)));
        List<Option> options = options(seats.getFirst().requirement(), free);
        if (isCheapest(seats, fall, options)) {
            return asFound;
        }
        int[] nodes = nodes(slots, options);
        List<Single> singles = new ArrayList<>();
        for (int node : nodes) {
            for (VictimUnit unit : removable.on(node)) {
                if (fall.contains(unit) || mayGo.test(unit)) {
                    single(unit, node).ifPresent(singles::add);
                }
            }
        }
        if (singles.size() > MOST_UNITS) {
            return asFound;
        }
        List<VictimUnit> together = new ArrayList<>(fall);
        singles.forEach(one -> together.remove(one.unit()));
        together.forEach(
                unit -> known(unit).forEach(one -> free.release(index.number(one.node()), one)));
        return answer(turn, fall, slots, singles, free, nodes);
    }

    private Answer answer(
            Turn turn,
            List<VictimUnit> fall,
            long[] slots,
            List<Single> singles,
            FreeCapacity free,
            int[] nodes) {
        List<Settled> settled =
                singles.stream().map(one -> settled(one, fall.contains(one.unit()))).toList();
        long all = settled.stream().mapToLong(Settled::weight).sum();
        List<Coming> coming = new ArrayList<>();
        for (PendingGroup group : turn.groups()) {
            for (PendingAllocation one :
                    turn.isBound() ? group.allocations() : turn.allocations()) {
                coming.add(new Coming(one.requirement(), group, slots[coming.size()], 1 + all, 0));
            }
        }
        Rearranging.Answer answer =
                solver.improve(new Rearrangement(index, free, nodes, settled, coming, 0, 0, true));
        long[] then = answer.coming().stream().mapToLong(slot -> slot).toArray();
        int looked = settled.size() + coming.size();
        if (!answer.better() || !TurnPlacer.isWhole(then)) {
            return new Answer(false, fall, slots, looked);
        }
        List<VictimUnit> units = new ArrayList<>(fall);
        singles.forEach(one -> units.remove(one.unit()));
        IntStream.range(0, singles.size())
                .filter(i -> answer.settled().get(i) == Slot.NONE)
                .forEach(i -> units.add(singles.get(i).unit()));
        return new Answer(true, units, then, looked);
    }

    private static Settled settled(Single one, boolean falls) {
        return new Settled(
                one.requirement(),
                one.slot(),
                falls ? Slot.NONE : one.slot(),
                1 + Math.round(one.unit().cost()));
    }

    /// Its members on nodes that still are.
    private Stream<Placed> known(VictimUnit unit) {
        return unit.members().stream().filter(one -> index.number(one.node()) >= 0);
    }

    /// A node, and what room for one more costs there at least.
    private record Option(int node, double cost) {}

    /// Whether no node could cost less: nothing could be better then.
    private static boolean isCheapest(
            List<PendingAllocation> seats, List<VictimUnit> fall, List<Option> options) {
        double cost = fall.stream().mapToDouble(VictimUnit::cost).sum();
        return seats.size() == 1 && !options.isEmpty() && cost <= options.getFirst().cost();
    }

    /// Where room is cheapest, the cheapest first.
    private List<Option> options(Requirement wanted, FreeCapacity free) {
        return IntStream.range(0, free.size())
                .mapToObj(node ->
                        new Option(node, removable.atLeast(node, free.view(node), wanted, true)))
                .filter(option -> Double.isFinite(option.cost()))
                .sorted(Comparator.comparingDouble(Option::cost))
                .filter(option -> index.goals().suits(wanted, free.view(option.node())))
                .limit(MOST_NODES)
                .toList();
    }

    private static int[] nodes(long[] slots, List<Option> options) {
        return IntStream.concat(
                        LongStream.of(slots).mapToInt(Slot::node),
                        options.stream().mapToInt(Option::node))
                .sorted()
                .distinct()
                .toArray();
    }

    /// Empty of a gang, and where it holds what the node no longer has.
    private Optional<Single> single(VictimUnit unit, int number) {
        Placed placed = unit.first();
        if (unit.members().size() > 1) {
            return Optional.empty();
        }
        Node node = index.capacity().node(number);
        int mask = 0;
        int millis = 0;
        for (DeviceShare share : placed.devices()) {
            int position = node.position(share.index());
            if (position < 0 || (mask != 0 && share.millis() != millis)) {
                return Optional.empty();
            }
            mask |= 1 << position;
            millis = share.millis();
        }
        if (Integer.bitCount(mask) > 1 && millis < Device.WHOLE) {
            return Optional.empty();
        }
        AcceleratorNeed need =
                mask == 0
                        ? AcceleratorNeed.NONE
                        : new AcceleratorNeed(null, Integer.bitCount(mask), millis);
        return Optional.of(
                new Single(
                        unit, Requirement.of(placed.amounts(), need, ""), Slot.of(number, mask)));
    }
}

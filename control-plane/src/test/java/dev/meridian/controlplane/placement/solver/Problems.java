package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FastPath;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// All that waits in a snapshot as one window, as the fast path places it. Each slot that there is
/// may be used, which Timefold's assertions want to know.
final class Problems {

    private Problems() {}

    static Problem of(Snapshot snapshot) {
        FleetIndex index = new FleetIndex(snapshot, Goals.of(snapshot));
        Draft draft = FastPath.place(snapshot, index);
        List<Integer> seats = IntStream.range(0, draft.seats().size()).boxed().toList();
        Problem problem = WindowProblem.of(draft, index, snapshot, seats);
        problem.slots = everySlot(problem);
        return problem;
    }

    /// Gives most seatings any slot, allowed or not.
    static void disorder(Problem problem, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (Seating seating : problem.seatings()) {
            seating.slot(random.nextInt(4) == 0 ? null : anySlot(problem, seating, random));
        }
    }

    /// Any node, suitable or not, and as many of its devices as are asked for, free or not.
    static Long anySlot(Problem problem, Seating seating, SplittableRandom random) {
        AcceleratorNeed need = seating.requirement().accelerators();
        int node = random.nextInt(problem.window().base().size());
        int devices = problem.window().base().node(node).devices().size();
        int mask = 0;
        for (int i = 0; i < Math.min(need.count(), devices); i++) {
            mask |= 1 << (need.isShare() ? random.nextInt(devices) : i);
        }
        return Slot.of(node, mask);
    }

    static List<Long> everySlot(Problem problem) {
        return IntStream.range(0, problem.window().base().size())
                .boxed()
                .flatMap(node ->
                        IntStream.range(0, 1 << problem.window().base().node(node).devices().size())
                                .mapToObj(devices -> Slot.of(node, devices)))
                .toList();
    }
}

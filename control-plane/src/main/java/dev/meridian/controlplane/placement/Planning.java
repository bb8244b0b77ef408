package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FastPath;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.PlanFigures;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.solver.SolverPath;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Duration;

/// From a snapshot to a plan, without side effects: fast path, solver where it may better it,
/// reasons.
final class Planning {
    private final SolverPath solver;

    Planning(SolverSettings settings) {
        solver = new SolverPath(settings);
    }

    Plan plan(Snapshot snapshot) {
        long start = System.nanoTime();
        FleetIndex index = new FleetIndex(snapshot, Goals.of(snapshot));
        Draft draft = FastPath.place(snapshot, index);
        long fast = System.nanoTime();
        SolverPath.Outcome outcome = solver.improve(draft, index, snapshot);
        int filled = outcome.looked() == 0 ? 0 : FastPath.fill(draft, index);
        long solved = System.nanoTime();
        var decisions = Decisions.of(draft, index);
        var pending = PendingReasons.of(draft, index);
        long explained = System.nanoTime();
        return new Plan(
                decisions,
                pending,
                new PlanFigures(
                        Duration.ofNanos(fast - start),
                        Duration.ofNanos(solved - fast),
                        Duration.ofNanos(explained - solved),
                        outcome.looked(),
                        outcome.gain(),
                        outcome.placed() + filled));
    }
}

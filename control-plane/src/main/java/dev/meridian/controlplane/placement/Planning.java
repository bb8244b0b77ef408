package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.placement.claims.ClaimSettings;
import dev.meridian.controlplane.placement.claims.Foresight;
import dev.meridian.controlplane.placement.claims.RoomClaims;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FastPath;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Occupancy;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.PlanFigures;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.TypicalWork;
import dev.meridian.controlplane.placement.solver.SolverPath;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// From a snapshot to a plan, without side effects: fast path, solver where it may better it,
/// reasons.
final class Planning {
    private final SolverPath solver;
    private final ClaimSettings claimed;
    private final Foresight foresight;

    /// of the snapshot before: the next one is seldom quite another
    private volatile @Nullable Occupancy last;

    /// Knows nothing of run times.
    Planning(SolverSettings settings) {
        this(settings, ClaimSettings.USUAL, Foresight.NONE);
    }

    Planning(SolverSettings settings, ClaimSettings claimed, Foresight foresight) {
        solver = new SolverPath(settings);
        this.claimed = claimed;
        this.foresight = foresight;
    }

    Plan plan(Snapshot live) {
        long start = System.nanoTime();
        Snapshot snapshot = Prospects.of(live, foresight);
        Occupancy occupancy = occupancy(snapshot);
        TypicalWork work = TypicalWork.of(occupancy.census().withWaiting(snapshot.groups()));
        FleetIndex index = new FleetIndex(occupancy, snapshot, Goals.of(snapshot, work));
        RoomClaims claims = new RoomClaims(snapshot, index, claimed, foresight);
        Draft draft = FastPath.place(snapshot, index, claims);
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
                        outcome.placed() + filled),
                claims.evictions(),
                claims.promises());
    }

    private Occupancy occupancy(Snapshot snapshot) {
        Occupancy before = last;
        Occupancy now = before == null ? Occupancy.of(snapshot) : before.next(snapshot);
        last = now;
        return now;
    }
}

package dev.meridian.controlplane.dispatch;

import static java.util.stream.Collectors.toSet;

import dev.meridian.controlplane.dispatch.store.MigrationTurn;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.MovableWork;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.MovableAllocation;
import dev.meridian.controlplane.placement.MigrationPlanner;
import dev.meridian.controlplane.placement.SnapshotReader;
import dev.meridian.controlplane.placement.migration.Chain;
import dev.meridian.controlplane.placement.migration.MigrationSettings;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;

/// Looks every so often for what runs and would better run elsewhere, because somebody waits for
/// its room or because it is dear where it is, and moves it there ([MigrationMoves]).
///
/// The search needs no turn of plans, and may be as old as it is when it is done: what has changed
/// meanwhile is refused.
@Service
public class MigrationLoop {
    private final MigrationSettings settings;
    private final MigrationTurn turn;
    private final PlanTurn plans;
    private final SnapshotReader snapshots;
    private final MigrationPlanner planner;
    private final MovableWork work;
    private final MigrationMoves moves;
    private final MigrationFaults faults;
    private final Failback failback;

    MigrationLoop(
            MigrationSettings settings,
            MigrationTurn turn,
            PlanTurn plans,
            SnapshotReader snapshots,
            MigrationPlanner planner,
            MovableWork work,
            MigrationMoves moves,
            MigrationFaults faults,
            Failback failback) {
        this.settings = settings;
        this.turn = turn;
        this.plans = plans;
        this.snapshots = snapshots;
        this.planner = planner;
        this.work = work;
        this.moves = moves;
        this.faults = faults;
        this.failback = failback;
    }

    public void runOnce(Instant now) {
        if (settings.every().isZero() || !turn.take(settings.every(), now)) {
            return;
        }
        Map<AllocationId, Boolean> moved = work.moved(now.minus(settings.rest()));
        int underWay = Math.toIntExact(moved.values().stream().filter(going -> going).count());
        Snapshot snapshot = snapshots.read(now).promising(plans.promises());
        Set<NodeId> nodes = new HashSet<>(planner.nodes(snapshot));
        List<MovableAllocation> movable =
                work.on(nodes).stream()
                        .filter(one ->
                                mayGo(one, nodes)
                                        && !moved.containsKey(one.id())
                                        && faults.mayGo(one.id(), now))
                        .toList();
        List<Chain> chains =
                planner.plan(snapshot, work.groups(movable, now), settings.budget() - underWay);
        List<Chain> permitted = failback.permitted(chains, underWay, now);
        if (!permitted.isEmpty()) {
            Set<AllocationId> services =
                    movable.stream()
                            .filter(MovableAllocation::service)
                            .map(MovableAllocation::id)
                            .collect(toSet());
            permitted.forEach(chain ->
                    faults.guard(chain, now, () -> moves.commit(chain, services, snapshot, now)));
        }
    }

    /// A service only where its next copy may run beside it; a gang not at all.
    private static boolean mayGo(MovableAllocation one, Set<NodeId> nodes) {
        return one.state() == AllocationState.Kind.RUNNING
                && one.node() != null
                && nodes.contains(one.node())
                && one.stop() == null
                && !one.departing()
                && one.gang().isEmpty()
                && (!one.service() || one.overlaps());
    }
}

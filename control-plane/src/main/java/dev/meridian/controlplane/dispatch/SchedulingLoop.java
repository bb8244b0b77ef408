package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.CarefulCommits.Careful;
import dev.meridian.controlplane.dispatch.model.Moving;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.PendingWork;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.PlacementOutcome;
import dev.meridian.controlplane.jobs.model.WantedStandby;
import dev.meridian.controlplane.placement.PlanHistory;
import dev.meridian.controlplane.placement.SnapshotReader;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Service;

/// Places what may be placed: snapshot, plan, commit; what is to leave its node stands in the same
/// queue. The nodes are told by [DesiredStatePush], which the commit wakes.
///
/// One thread runs it on the replica that leads; versions keep it right where two do.
@Service
public class SchedulingLoop {
    /// What a busy queue puts off to the next round, so that a stop of the process need not wait
    /// for all of it.
    private static final int MOST_PLANS = 20;

    private final PendingWork work;
    private final PlanTrigger trigger;
    private final DrainMoves moves;
    private final StandbyPlaces standbys;
    private final SnapshotReader snapshots;
    private final CarefulPlanner planner;
    private final Quarantine quarantine;
    private final CarefulCommits commits;
    private final PlanCommitter committer;
    private final WaitingReasons reasons;
    private final PlanTurn turn;
    private final PlanHistory history;

    SchedulingLoop(
            PendingWork work,
            PlanTrigger trigger,
            DrainMoves moves,
            StandbyPlaces standbys,
            SnapshotReader snapshots,
            CarefulPlanner planner,
            Quarantine quarantine,
            CarefulCommits commits,
            PlanCommitter committer,
            WaitingReasons reasons,
            PlanTurn turn,
            PlanHistory history) {
        this.turn = turn;
        this.work = work;
        this.trigger = trigger;
        this.moves = moves;
        this.standbys = standbys;
        this.snapshots = snapshots;
        this.planner = planner;
        this.quarantine = quarantine;
        this.commits = commits;
        this.committer = committer;
        this.reasons = reasons;
        this.history = history;
    }

    public void runOnce(Instant now) {
        reasons.catchUp(now);
        standbys.catchUp(now);
        // an idle round costs two indexed queries
        if ((work.isEmpty(now) && moves.isEmpty() && standbys.isEmpty())
                || !trigger.isPulled(now)) {
            return;
        }
        boolean more = true;
        try {
            for (int plans = 0; more && plans < MOST_PLANS; plans++) {
                more = plan(now);
            }
        } finally {
            if (more) {
                trigger.again();
            }
        }
    }

    /// @return whether another plan would find something that this one could not see
    private boolean plan(Instant now) {
        var more = new AtomicBoolean();
        turn.take(promises -> plan(promises, more, now));
        return more.get();
    }

    private Map<AllocationId, NodeId> plan(
            Map<AllocationId, NodeId> promises, AtomicBoolean more, Instant now) {
        Moving moving = moves.read(now);
        Map<AllocationId, WantedStandby> wanted = standbys.wanted(now);
        Snapshot snapshot =
                snapshots.read(
                        now, moves.groups(moving, now), standbys.groups(wanted), moving.leaving());
        quarantine.takeUnplannable(now);
        if (snapshot.groups().isEmpty()) {
            return promises;
        }
        Careful careful = commits.of(snapshot);
        Plan plan =
                moves.commit(
                        standbys.commit(
                                planner.plan(snapshot.promising(promises)),
                                wanted,
                                committer::placement,
                                careful,
                                more,
                                now),
                        moving,
                        committer::placement,
                        careful,
                        now);
        PlacementOutcome outcome = committer.commit(plan, careful, now);
        quarantine.takeSetAside(snapshot, now);
        history.add(plan, outcome.placed().size(), outcome.refused().size(), now);
        boolean leftOut = plan.pending().isEmpty() || snapshots.isCut(snapshot);
        more.compareAndSet(
                false, !outcome.refused().isEmpty() || (!outcome.placed().isEmpty() && leftOut));
        return plan.promises();
    }
}

package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.placement.claims.ClaimSettings;
import dev.meridian.controlplane.placement.claims.Foresight;
import dev.meridian.controlplane.placement.claims.Reserved;
import dev.meridian.controlplane.placement.claims.RoomClaims;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FastPath;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Occupancy;
import dev.meridian.controlplane.placement.index.QueueOrder;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.PlanFigures;
import dev.meridian.controlplane.placement.model.PlanScore;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.TypicalWork;
import dev.meridian.controlplane.placement.order.OrderSettings;
import dev.meridian.controlplane.placement.order.Precedence;
import dev.meridian.controlplane.placement.solver.Rearranging;
import dev.meridian.controlplane.placement.solver.SolverPath;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// From a snapshot to a plan, without side effects: fast path, solver where it may better it,
/// reasons.
final class Planning {
    /// For the victims of one turn.
    private static final Duration FOR_VICTIMS = Duration.ofMillis(5);

    private final SolverPath solver;
    private final Rearranging rearranging;
    private final ClaimSettings claimed;
    private final Foresight foresight;
    private final OrderSettings ordered;

    /// of the snapshot before: the next one is seldom quite another
    private volatile @Nullable Occupancy last;

    /// Knows nothing of run times.
    Planning(SolverSettings settings) {
        this(settings, ClaimSettings.USUAL, Foresight.NONE);
    }

    /// In the usual order.
    Planning(SolverSettings settings, ClaimSettings claimed, Foresight foresight) {
        this(settings, claimed, foresight, OrderSettings.USUAL);
    }

    Planning(
            SolverSettings settings,
            ClaimSettings claimed,
            Foresight foresight,
            OrderSettings ordered) {
        solver = new SolverPath(settings);
        rearranging = new Rearranging(settings.taking(FOR_VICTIMS));
        this.claimed = claimed;
        this.foresight = foresight;
        this.ordered = ordered;
    }

    /// Of which nothing is known from plans before.
    Plan plan(Snapshot live) {
        return plan(live, Findings.ofAll());
    }

    /// Of which no more is known than what was found.
    Plan plan(Snapshot live, Findings findings) {
        return plan(live, findings, new Reserved());
    }

    /// @param findings about why things wait, of the plans before
    /// @param reserved where room was reserved in the plan before
    Plan plan(Snapshot live, Findings findings, Reserved reserved) {
        long start = System.nanoTime();
        Snapshot snapshot = Prospects.of(live, foresight);
        Occupancy occupancy = occupancy(snapshot);
        TypicalWork work = TypicalWork.of(occupancy.census().withWaiting(snapshot.groups()));
        FleetIndex index = new FleetIndex(occupancy, snapshot, Goals.of(snapshot, work));
        Precedence precedence = precedence(snapshot);
        RoomClaims claims =
                new RoomClaims(
                        snapshot, index, claimed, foresight, precedence, reserved, rearranging);
        Draft draft = FastPath.place(snapshot, index, claims, precedence);
        OpenBids bids = new OpenBids(index);
        Awards awards = new Awards(draft, index, bids);
        PlanScore fastScore = DraftScore.of(draft, index);
        long fast = System.nanoTime();
        // who asks about one job asks why it waits, and not for its best place
        SolverPath.Outcome outcome =
                findings.areOfOne()
                        ? SolverPath.Outcome.NOTHING
                        : solver.improve(draft, index, snapshot);
        int filled = outcome.looked() == 0 ? 0 : FastPath.fill(draft, index);
        long solved = System.nanoTime();
        PlanScore score = outcome.looked() == 0 ? fastScore : DraftScore.of(draft, index);
        var decisions = Decisions.of(draft, index, bids);
        var pending = findings.reasons(draft, index);
        long explained = System.nanoTime();
        return new Plan(
                decisions,
                pending,
                new PlanFigures(
                        Duration.ofNanos(fast - start),
                        Duration.ofNanos(solved - fast),
                        Duration.ofNanos(explained - solved),
                        outcome.looked() + claims.solved(),
                        outcome.gain() + claims.solverGain(),
                        outcome.placed() + filled,
                        fastScore,
                        score,
                        awards.finished()),
                claims.evictions(),
                claims.promises());
    }

    /// With what waits in the order in which it would be served.
    Snapshot inOrder(Snapshot live) {
        return live.with(QueueOrder.sorted(live.groups(), precedence(live)));
    }

    private Precedence precedence(Snapshot snapshot) {
        if (ordered.equals(OrderSettings.BY_AGE)) {
            return Precedence.AGE;
        }
        Set<GroupId> groups = new HashSet<>();
        snapshot.groups().forEach(group -> groups.add(group.id()));
        if (ordered.yielding()) {
            snapshot.placed().stream()
                    .filter(one -> one.tenure().preemptible())
                    .forEach(one -> groups.add(one.group()));
        }
        Instant now = snapshot.at();
        return new Precedence(
                ordered,
                foresight.usual(groups, now),
                foresight.pasts(ordered.yielding(), now),
                now);
    }

    private Occupancy occupancy(Snapshot snapshot) {
        Occupancy before = last;
        Occupancy now = before == null ? Occupancy.of(snapshot) : before.next(snapshot);
        last = now;
        return now;
    }
}

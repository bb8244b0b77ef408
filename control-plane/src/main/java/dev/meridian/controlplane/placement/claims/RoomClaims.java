package dev.meridian.controlplane.placement.claims;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.index.Claims;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FastPath;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Turn;
import dev.meridian.controlplane.placement.index.TurnPlacer;
import dev.meridian.controlplane.placement.model.Eviction;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.queues.QueueId;
import dev.meridian.controlplane.placement.model.queues.QueueTree;
import dev.meridian.controlplane.placement.order.Precedence;
import dev.meridian.controlplane.placement.solver.Rearranging;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// For whoever finds no room, or no quota, in turn: the room of what is being stopped already; else
/// of what is stopped for it; else, once it has waited, of what is foreseen to end first. Room that
/// is claimed is held: who comes later only gets it for work that ends in time ([Backfill]).
///
/// What has been told to stop tells itself; for whom is remembered as [Promises].
public final class RoomClaims implements Claims {
    /// So long a plan looks into turns, each of which costs a look at every node.
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final double HOUR = 3600;

    /// Of an hour of an accelerator that is lost.
    private static final double POINTS = 25;

    private final Snapshot snapshot;
    private final FleetIndex index;
    private final ClaimSettings settings;
    private final Foresight foresight;
    private final Precedence precedence;
    private final Promises promises;
    private final TurnPlacer placer;
    private final Rearranging solver;
    private @Nullable Shadow shadow;
    private final List<Turn> left = new ArrayList<>();
    private final List<Eviction> evictions = new ArrayList<>();
    private final Set<AllocationId> fallen = new HashSet<>();
    private final Set<Alike> hopeless = new HashSet<>();
    private @Nullable Victims victims;
    private final Reservations reserving;
    private final Reserved reserved;
    private long spent;
    private int reservations;

    /// What has the same hope.
    private record Alike(
            Requirement requirement, QueueId queue, int priority, int level, boolean preemptible) {}

    public RoomClaims(
            Snapshot snapshot,
            FleetIndex index,
            ClaimSettings settings,
            Foresight foresight,
            Precedence precedence,
            Reserved reserved,
            Rearranging solver) {
        this.reserved = reserved;
        this.solver = solver;
        reserving = new Reservations(snapshot, index, foresight, reserved.last());
        this.precedence = precedence;
        this.promises = new Promises(snapshot.promises());
        this.snapshot = snapshot;
        this.index = index;
        this.settings = settings;
        this.foresight = foresight;
        placer = new TurnPlacer(index);
    }

    /// Who has to stop for others.
    public List<Eviction> evictions() {
        return List.copyOf(evictions);
    }

    /// Points by which those whom the solver found cost less than those found before it.
    public double solverGain() {
        return victims == null ? 0 : victims.saved() / HOUR * POINTS;
    }

    /// Seats and those who might stop that the solver looked at.
    public int solved() {
        return victims == null ? 0 : victims.looked();
    }

    /// Whose room is being made, for the next plan.
    public Map<AllocationId, NodeId> promises() {
        return shadow == null ? Map.of() : Promises.of(shadow().claims(), index).nodes();
    }

    @Override
    public void begin(List<Turn> turns, Draft draft) {
        if (promises.nodes().isEmpty()) {
            return;
        }
        shadow().open(draft.queues());
        for (Turn turn : turns) {
            Optional<int[]> nodes = promises.of(turn, index);
            if (nodes.isPresent()) {
                long[] slots = placer.placeOn(turn, nodes.get());
                if (TurnPlacer.isWhole(slots)) {
                    shadow().add(new Claim(turn, slots, 0), draft.queues());
                }
            }
        }
        shadow().close(draft.queues());
    }

    @Override
    public void yield(Turn turn, Draft draft) {
        if (shadow != null && shadow().remove(turn, draft.queues())) {
            // others fell for it: no search gives its place to somebody else
            ClaimReasons.fix(draft, turn);
        }
    }

    @Override
    public void claim(Turn turn, Draft draft) {
        Alike alike =
                new Alike(
                        turn.allocations().getFirst().requirement(),
                        turn.first().queueId(),
                        turn.first().priority(),
                        precedence.levelOfWaiting(turn.groups()),
                        turn.first().preemptible());
        boolean alone = !turn.isBound();
        if (spent >= PATIENCE.toNanos() || (alone && hopeless.contains(alike))) {
            leave(turn, draft);
            return;
        }
        long start = System.nanoTime();
        QueueTree queues = draft.queues();
        shadow().open(queues);
        // what others have claimed counts for their queues, too
        boolean claimed =
                StopRules.lacksQuota(turn, queues)
                        ? queues.couldHold(
                                        turn.first().queueId(),
                                        turn.goods(),
                                        turn.first().preemptible())
                                && preempting(turn, draft)
                        : stopping(turn, draft)
                                || preempting(turn, draft)
                                || reserving(turn, draft);
        shadow().close(queues);
        spent += System.nanoTime() - start;
        if (!claimed) {
            leave(turn, draft);
            if (alone) {
                hopeless.add(alike);
            }
        }
    }

    /// Whom its quota bars no room helps.
    private void leave(Turn turn, Draft draft) {
        if (draft.barrier(draft.firstSeat(turn.group()) + turn.from()).isEmpty()) {
            left.add(turn);
        }
    }

    private Shadow shadow() {
        Shadow known = shadow;
        if (known == null) {
            known =
                    new Shadow(
                            index,
                            snapshot.placed().stream()
                                    .filter(one -> one.tenure().stopping())
                                    .toList());
            shadow = known;
        }
        return known;
    }

    /// Others have been told to stop already, and their room will do.
    private boolean stopping(Turn turn, Draft draft) {
        if (shadow().isAsNow()) {
            return false;
        }
        long[] slots =
                promises.of(turn, index)
                        .map(nodes -> placer.placeOn(turn, nodes))
                        .filter(TurnPlacer::isWhole)
                        .orElseGet(() -> placer.place(turn));
        if (!TurnPlacer.isWhole(slots)) {
            placer.giveBack(turn, slots);
            return false;
        }
        shadow().add(new Claim(turn, slots, 0), draft.queues());
        ClaimReasons.bar(draft, turn, ClaimReasons.stopping());
        return true;
    }

    private boolean preempting(Turn turn, Draft draft) {
        if (!settings.preemption()) {
            return false;
        }
        Victims who = victims == null ? new Victims(index, snapshot, precedence, solver) : victims;
        victims = who;
        QueueTree queues = draft.queues();
        boolean forQuota = StopRules.lacksQuota(turn, queues);
        Optional<Victims.Found> found = who.of(turn, queues, fallen);
        if (found.isEmpty()) {
            return false;
        }
        int stopped = 0;
        for (VictimUnit unit : found.get().units()) {
            Eviction.Kind kind =
                    StopRules.isReclaimed(turn, unit, queues)
                            ? Eviction.Kind.RECLAIM
                            : Eviction.Kind.PREEMPT;
            for (Placed one : unit.members()) {
                evictions.add(
                        new Eviction(
                                one.allocation(),
                                turn.first().job(),
                                kind,
                                ClaimReasons.told(kind, turn, one, forQuota)));
                fallen.add(one.allocation());
                stopped++;
            }
            unit.members().forEach(one -> shadow().stops(one, queues));
        }
        shadow().add(new Claim(turn, found.get().slots(), 0), queues);
        ClaimReasons.bar(draft, turn, ClaimReasons.preempting(stopped, forQuota));
        return true;
    }

    private boolean reserving(Turn turn, Draft draft) {
        if (reservations >= settings.reservations()
                || turn.first()
                        .submittedAt()
                        .plus(settings.reserveAfter())
                        .isAfter(snapshot.at())) {
            return false;
        }
        Optional<Claim> claim = reserving.of(turn, draft, fallen);
        claim.ifPresent(one -> {
            shadow().add(one, draft.queues());
            reservations++;
            ClaimReasons.bar(draft, turn, ClaimReasons.reserved(one, snapshot.at()));
        });
        return claim.isPresent();
    }

    @Override
    public void settle(FastPath path, Draft draft) {
        reserved.remember(
                Promises.ofReserved(shadow == null ? List.of() : shadow().claims(), index));
        if (left.isEmpty() || shadow().claims().isEmpty()) {
            return;
        }
        new Backfill(shadow(), placer, foresight, snapshot.at()).serve(left, path, draft);
    }
}

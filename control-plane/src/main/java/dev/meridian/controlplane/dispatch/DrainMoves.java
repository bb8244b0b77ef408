package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.CarefulCommits.Careful;
import dev.meridian.controlplane.dispatch.model.DrainReason;
import dev.meridian.controlplane.dispatch.model.Mover;
import dev.meridian.controlplane.dispatch.model.Mover.Step;
import dev.meridian.controlplane.dispatch.model.Moving;
import dev.meridian.controlplane.dispatch.store.DrainWaits;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.Drain;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.MovableWork;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.Move;
import dev.meridian.controlplane.jobs.model.NewPlacement;
import dev.meridian.controlplane.jobs.model.PlacementOutcome;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import dev.meridian.controlplane.placement.model.Plan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The part of a plan that concerns what has a place on a node that is being drained.
///
/// Such work stands in the same queue as what waits, so one plan serves both by priority and age,
/// and no place is promised twice. It is touched only where the plan found a place for it.
@Component
class DrainMoves {
    /// Of one plan: a node is not emptied in one stroke.
    private static final int MOST_AT_ONCE = 100;

    private final FleetQueries fleet;
    private final MovableWork work;
    private final Jobs jobs;
    private final DrainWaits waits;
    private final Counter moved;
    private final Counter stale;

    DrainMoves(
            FleetQueries fleet,
            MovableWork work,
            Jobs jobs,
            DrainWaits waits,
            MeterRegistry meters) {
        this.fleet = fleet;
        this.work = work;
        this.jobs = jobs;
        this.waits = waits;
        this.moved = meters.counter("meridian.drain.moves", "outcome", "moved");
        this.stale = meters.counter("meridian.drain.moves", "outcome", "stale");
    }

    /// Whether there may be something to move, for the price of one row.
    boolean isEmpty() {
        return fleet.draining().isEmpty();
    }

    Moving read(Instant now) {
        Map<NodeId, Drain> draining = fleet.draining();
        return draining.isEmpty()
                ? Moving.NOTHING
                : Moving.of(draining, work.on(draining.keySet()), now);
    }

    List<EligibleGroup> groups(Moving moving, Instant now) {
        return work.groups(moving.seeking(), now);
    }

    /// Makes true what the plan says of movers.
    ///
    /// @param row of a decision
    /// @return what the plan says of all others
    Plan commit(
            Plan plan,
            Moving moving,
            Function<PlacementDecision, NewPlacement> row,
            Careful careful,
            Instant now) {
        if (moving.movers().isEmpty()) {
            return plan;
        }
        Map<AllocationId, PlacementDecision> decided = new HashMap<>();
        List<PlacementDecision> others = new ArrayList<>();
        for (PlacementDecision decision : plan.decisions()) {
            if (moving.find(decision.allocation()).isPresent()) {
                decided.put(decision.allocation(), decision);
            } else {
                others.add(decision);
            }
        }
        relocate(moving, decided, row, careful, now);
        regroup(moving, decided.keySet(), careful, now);
        Map<AllocationId, PendingExplanation> waiting = new HashMap<>(plan.pending());
        Map<AllocationId, DrainReason> reasons = new HashMap<>();
        for (Mover one : moving.all()) {
            @Nullable PendingExplanation why = waiting.remove(one.id());
            @Nullable NodeId node = one.of().node();
            if (why != null && node != null && one.step() != Step.KEEP_PLACE) {
                reasons.put(one.id(), new DrainReason(node, why.token().text(), why.sentence()));
            }
        }
        waits.put(reasons, now);
        return plan.with(others, waiting);
    }

    private void relocate(
            Moving moving,
            Map<AllocationId, PlacementDecision> decided,
            Function<PlacementDecision, NewPlacement> row,
            Careful careful,
            Instant now) {
        List<Mover> moves = new ArrayList<>();
        for (Mover one : moving.all()) {
            if (decided.containsKey(one.id())
                    && one.step() == Step.MOVE
                    && moves.size() < MOST_AT_ONCE) {
                moves.add(one);
            }
        }
        careful.store(
                        moves,
                        one -> one.of().job(),
                        some -> jobs.relocate(rows(moving, some, decided, row), now))
                .forEach(this::count);
    }

    private static List<Move> rows(
            Moving moving,
            List<Mover> movers,
            Map<AllocationId, PlacementDecision> decided,
            Function<PlacementDecision, NewPlacement> row) {
        return movers.stream()
                .map(one ->
                        new Move(
                                row.apply(Objects.requireNonNull(decided.get(one.id()))),
                                one.of().overlaps(),
                                StopOrder.DRAIN,
                                why(moving, one)))
                .toList();
    }

    private void count(PlacementOutcome outcome) {
        moved.increment(outcome.placed().size());
        stale.increment(outcome.refused().size());
    }

    /// A gang for which there is room as a whole stops, all of it, and is placed again.
    private void regroup(Moving moving, Set<AllocationId> decided, Careful careful, Instant now) {
        Map<String, List<Mover>> byReason = new HashMap<>();
        Set<AllocationId> seen = new HashSet<>();
        for (Mover one : moving.all()) {
            if (one.step() != Step.REGROUP || !seen.add(one.id())) {
                continue;
            }
            List<Mover> gang = moving.gangOf(one);
            gang.forEach(each -> seen.add(each.id()));
            if (gang.stream().allMatch(each -> decided.contains(each.id()))) {
                byReason.computeIfAbsent(why(moving, one), _ -> new ArrayList<>())
                        .addAll(gang.stream().filter(each -> each.step() == Step.REGROUP).toList());
            }
        }
        byReason.forEach((reason, gangs) ->
                careful.store(
                                gangs,
                                one -> one.of().job(),
                                some -> {
                                    jobs.orderStop(
                                            some.stream().map(Mover::id).toList(),
                                            StopOrder.DRAIN,
                                            reason,
                                            now);
                                    return some.size();
                                })
                        .forEach(moved::increment));
    }

    private static String why(Moving moving, Mover one) {
        @Nullable NodeId node = one.of().node();
        @Nullable Drain drain = node == null ? null : moving.draining().get(node);
        return sentence(drain);
    }

    static String sentence(@Nullable Drain drain) {
        return drain == null || drain.reason().isEmpty()
                ? "its node is drained"
                : "its node is drained: " + drain.reason();
    }
}

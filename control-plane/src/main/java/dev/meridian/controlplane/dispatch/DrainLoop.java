package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.audit.Audit;
import dev.meridian.controlplane.dispatch.model.DrainReason;
import dev.meridian.controlplane.dispatch.model.Mover;
import dev.meridian.controlplane.dispatch.model.Mover.Step;
import dev.meridian.controlplane.dispatch.model.Moving;
import dev.meridian.controlplane.dispatch.store.DrainWaits;
import dev.meridian.controlplane.fleet.Fleet;
import dev.meridian.controlplane.fleet.model.Drain;
import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.MovableWork;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.AllocationState;
import dev.meridian.controlplane.jobs.model.DepartingCopy;
import dev.meridian.controlplane.jobs.model.StopOrder;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/// Empties nodes, together with the plans, which find places ([DrainMoves]): it ends copies that
/// have been replaced, says what is still there and why, stops by force what has no place where
/// that is wanted, and tells when a node is empty.
@Service
public class DrainLoop {
    private static final Logger log = LoggerFactory.getLogger(DrainLoop.class);
    private static final List<String> ON_ITS_WAY =
            List.of(Mover.STOPPING, Mover.MOVING, "NodeSilent", "MovedAtDeadline");

    private final DrainMoves moves;
    private final MovableWork work;
    private final Jobs jobs;
    private final Fleet fleet;
    private final DrainWaits waits;
    private final PlanTrigger trigger;
    private final Audit audit;
    private final Duration steady;
    private final AtomicInteger nodes;
    private final AtomicInteger waiting;
    private Set<AllocationId> seeking = Set.of();
    private boolean told = true;

    DrainLoop(
            DrainMoves moves,
            MovableWork work,
            Jobs jobs,
            Fleet fleet,
            DrainWaits waits,
            PlanTrigger trigger,
            Audit audit,
            @Value("${meridian.drain.steady:5s}") Duration steady,
            MeterRegistry meters) {
        this.moves = moves;
        this.work = work;
        this.jobs = jobs;
        this.fleet = fleet;
        this.waits = waits;
        this.trigger = trigger;
        this.audit = audit;
        this.steady = steady;
        this.nodes = meters.gauge("meridian.drain.nodes", new AtomicInteger());
        this.waiting = meters.gauge("meridian.drain.waiting", new AtomicInteger());
    }

    public void runOnce(Instant now) {
        jobs.stopDeparting(
                work.replaced(steady),
                StopOrder.DRAIN,
                "its next copy has run for " + steady.toSeconds() + " s",
                now);
        Moving moving = moves.read(now);
        List<DepartingCopy> departing = work.departing(moving.draining().keySet());
        nodes.set(moving.draining().size());
        if (moving.draining().isEmpty()) {
            forget();
            return;
        }
        jobs.orderStop(ids(moving, Step.STOP), StopOrder.DRAIN, "its node is drained", now);
        nudge(moving);
        tell(moving, departing, now);
        force(moving, departing, now);
        finish(moving, departing, now);
    }

    private void forget() {
        waiting.set(0);
        seeking = Set.of();
        if (told) {
            waits.keep(List.of());
            told = false;
        }
    }

    /// Who looks for a place since now, because a deadline has passed or a move has ended, is
    /// planned now.
    private void nudge(Moving moving) {
        Set<AllocationId> now =
                moving.all().stream()
                        .filter(Mover::seeks)
                        .map(Mover::id)
                        .collect(Collectors.toSet());
        if (!seeking.containsAll(now)) {
            trigger.again();
        }
        seeking = now;
    }

    private void tell(Moving moving, List<DepartingCopy> departing, Instant now) {
        Map<AllocationId, DrainReason> reasons = new HashMap<>();
        Set<AllocationId> still = new HashSet<>();
        for (Mover one : moving.all()) {
            @Nullable NodeId node = one.of().node();
            if (node != null && moving.draining().containsKey(node)) {
                still.add(one.id());
                Mover.@Nullable Why why = one.why();
                if (why != null) {
                    reasons.put(one.id(), new DrainReason(node, why.token(), why.sentence()));
                }
            }
        }
        for (DepartingCopy copy : departing) {
            still.add(copy.allocation());
            reasons.put(copy.allocation(), reason(copy));
        }
        waits.put(reasons, now);
        waits.keep(still);
        told = true;
        waiting.set(still.size());
    }

    private static DrainReason reason(DepartingCopy copy) {
        return copy.stop() != null
                ? new DrainReason(copy.node(), Mover.STOPPING, "It is told to stop.")
                : new DrainReason(
                        copy.node(),
                        Mover.MOVING,
                        copy.state() == AllocationState.Kind.PENDING
                                ? "It serves until its next copy has a place and runs."
                                : "It serves until its next copy runs.");
    }

    /// Stops what no plan finds a place for, and copies whose next one has none.
    private void force(Moving moving, List<DepartingCopy> departing, Instant now) {
        Map<NodeId, Drain> forced =
                moving.draining().entrySet().stream()
                        .filter(each -> each.getValue().force() && each.getValue().isDue(now))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (forced.isEmpty()) {
            return;
        }
        String reason = "its node is drained by force, and there is no other place";
        jobs.orderStop(
                waits.withoutPlace(forced.keySet(), ON_ITS_WAY), StopOrder.DRAIN, reason, now);
        jobs.stopDeparting(
                departing.stream()
                        .filter(copy ->
                                forced.containsKey(copy.node())
                                        && copy.state() == AllocationState.Kind.PENDING)
                        .map(DepartingCopy::allocation)
                        .toList(),
                StopOrder.DRAIN,
                reason,
                now);
    }

    private void finish(Moving moving, List<DepartingCopy> departing, Instant now) {
        Set<NodeId> empty = new HashSet<>(moving.draining().keySet());
        moving.all().forEach(one -> empty.remove(one.of().node()));
        departing.forEach(copy -> empty.remove(copy.node()));
        for (NodeId node : empty) {
            if (fleet.drained(node, now)) {
                log.info("node {} is empty: its drain is complete", node);
                audit.record("system", "", "drained", "nodes/" + node, Map.of());
            }
        }
    }

    private static Collection<AllocationId> ids(Moving moving, Step step) {
        return moving.all().stream().filter(one -> one.step() == step).map(Mover::id).toList();
    }
}

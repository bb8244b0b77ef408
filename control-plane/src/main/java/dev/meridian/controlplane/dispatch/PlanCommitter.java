package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.Standbys;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.jobs.model.NewPlacement;
import dev.meridian.controlplane.jobs.model.PlacementOutcome;
import dev.meridian.controlplane.jobs.model.StandbyId;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.placement.model.Eviction;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import dev.meridian.controlplane.placement.model.Plan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Makes a plan true, row by row: a row whose allocation has changed since the snapshot is refused,
/// and the next plan looks at it again. So it does no harm when two replicas plan at the same time.
@Service
class PlanCommitter {
    private static final Logger log = LoggerFactory.getLogger(PlanCommitter.class);

    private final Jobs jobs;
    private final Standbys standbys;
    private final WaitingReasons reasons;
    private final PlanJson json;
    private final Counter placed;
    private final Counter stale;
    private final Counter preempted;
    private final Counter reclaimed;

    PlanCommitter(
            Jobs jobs,
            Standbys standbys,
            WaitingReasons reasons,
            PlanJson json,
            MeterRegistry meters) {
        this.jobs = jobs;
        this.standbys = standbys;
        this.reasons = reasons;
        this.json = json;
        this.placed = meters.counter("meridian.plan.rows", "outcome", "placed");
        this.stale = meters.counter("meridian.plan.rows", "outcome", "stale");
        this.preempted = meters.counter("meridian.plan.evictions", "kind", "preempt");
        this.reclaimed = meters.counter("meridian.plan.evictions", "kind", "reclaim");
    }

    PlacementOutcome commit(Plan plan, Instant now) {
        PlacementOutcome outcome =
                plan.decisions().isEmpty()
                        ? new PlacementOutcome(Map.of(), Map.of(), Set.of())
                        : jobs.place(plan.decisions().stream().map(this::placement).toList(), now);
        placed.increment(outcome.placed().size());
        stale.increment(outcome.refused().size());
        if (!outcome.refused().isEmpty()) {
            log.debug("refused as stale: {}", outcome.refused());
        }
        evict(plan, now);
        reasons.tell(plan.pending(), now);
        return outcome;
    }

    /// What is told to stop is stopped by its node; its room is held by the plans to come.
    private void evict(Plan plan, Instant now) {
        Map<String, List<Eviction>> bySentence =
                plan.evictions().stream().collect(Collectors.groupingBy(Eviction::sentence));
        bySentence.forEach((sentence, evictions) -> {
            jobs.orderStop(
                    evictions.stream().map(Eviction::victim).toList(),
                    StopOrder.PREEMPT,
                    sentence,
                    now);
            // places that stand by have no copy to be stopped
            standbys.drop(
                    evictions.stream().map(one -> new StandbyId(one.victim().value())).toList(),
                    sentence,
                    now);
            evictions.forEach(one ->
                    (one.kind() == Eviction.Kind.RECLAIM ? reclaimed : preempted).increment());
        });
    }

    /// The row that a decision makes.
    NewPlacement placement(PlacementDecision decision) {
        return new NewPlacement(
                decision.allocation(),
                decision.expectedVersion(),
                decision.node(),
                decision.devices().stream()
                        .map(share -> new DeviceShare(share.index(), share.millis()))
                        .toList(),
                decision.pricePerHour(),
                json.why(decision));
    }
}

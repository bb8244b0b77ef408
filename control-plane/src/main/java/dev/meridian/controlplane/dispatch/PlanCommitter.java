package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.CarefulCommits.Careful;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.Standbys;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.DeviceShare;
import dev.meridian.controlplane.jobs.model.NewPlacement;
import dev.meridian.controlplane.jobs.model.PlacementOutcome;
import dev.meridian.controlplane.jobs.model.StandbyId;
import dev.meridian.controlplane.jobs.model.StopOrder;
import dev.meridian.controlplane.placement.model.Eviction;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import dev.meridian.controlplane.placement.model.Plan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Makes a plan true, row by row: a row whose allocation has changed since the snapshot is refused,
/// and the next plan looks at it again; a row that cannot be stored holds up its own job alone
/// ([CarefulCommits]). So it does no harm when two replicas plan at the same time.
@Service
class PlanCommitter {
    private static final Logger log = LoggerFactory.getLogger(PlanCommitter.class);

    private final Jobs jobs;
    private final Standbys standbys;
    private final WaitingReasons reasons;
    private final Suspects suspects;
    private final PlanJson json;
    private final Counter placed;
    private final Counter stale;
    private final Counter preempted;
    private final Counter reclaimed;

    PlanCommitter(
            Jobs jobs,
            Standbys standbys,
            WaitingReasons reasons,
            Suspects suspects,
            PlanJson json,
            MeterRegistry meters) {
        this.jobs = jobs;
        this.standbys = standbys;
        this.reasons = reasons;
        this.suspects = suspects;
        this.json = json;
        this.placed = meters.counter("meridian.plan.rows", "outcome", "placed");
        this.stale = meters.counter("meridian.plan.rows", "outcome", "stale");
        this.preempted = meters.counter("meridian.plan.evictions", "kind", "preempt");
        this.reclaimed = meters.counter("meridian.plan.evictions", "kind", "reclaim");
    }

    PlacementOutcome commit(Plan plan, Careful careful, Instant now) {
        PlacementOutcome outcome =
                careful
                        .store(
                                plan.decisions(),
                                decision -> careful.owner(decision.allocation()),
                                some ->
                                        jobs.place(
                                                some.stream().map(this::placement).toList(), now))
                        .stream()
                        .reduce(PlacementOutcome.NOTHING, PlacementOutcome::and);
        placed.increment(outcome.placed().size());
        stale.increment(outcome.refused().size());
        if (!outcome.refused().isEmpty()) {
            log.debug("refused as stale: {}", outcome.refused());
        }
        evict(plan, careful, now);
        reasons.tell(waiting(plan, outcome, careful), careful, now);
        return outcome;
    }

    /// Why the rest waits, and also what was to be placed and could not be stored.
    private Map<AllocationId, PendingExplanation> waiting(
            Plan plan, PlacementOutcome outcome, Careful careful) {
        Map<AllocationId, PendingExplanation> waiting = new HashMap<>(plan.pending());
        for (PlacementDecision one : plan.decisions()) {
            AllocationId id = one.allocation();
            if (!outcome.placed().containsKey(id) && !outcome.refused().containsKey(id)) {
                suspects.why(careful.owner(id)).ifPresent(why -> waiting.put(id, why));
            }
        }
        return waiting;
    }

    /// What is told to stop is stopped by its node; its room is held by the plans to come. A job
    /// whose victims cannot be told to stop is at fault as if its own rows could not be stored: it
    /// would keep its turn for ever.
    private void evict(Plan plan, Careful careful, Instant now) {
        Map<String, List<Eviction>> bySentence =
                plan.evictions().stream().collect(Collectors.groupingBy(Eviction::sentence));
        bySentence.forEach((sentence, evictions) ->
                careful.store(
                                evictions,
                                Eviction::forJob,
                                some -> {
                                    evict(sentence, some, now);
                                    return some;
                                })
                        .forEach(done ->
                                done.forEach(one ->
                                        (one.kind() == Eviction.Kind.RECLAIM
                                                        ? reclaimed
                                                        : preempted)
                                                .increment())));
    }

    private void evict(String sentence, List<Eviction> evictions, Instant now) {
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

package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.CarefulCommits.Careful;
import dev.meridian.controlplane.jobs.PendingReasons;
import dev.meridian.controlplane.jobs.StandbyWork;
import dev.meridian.controlplane.jobs.Standbys;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.EligibleGroup;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.jobs.model.NewPlacement;
import dev.meridian.controlplane.jobs.model.NewStandby;
import dev.meridian.controlplane.jobs.model.WantedStandby;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PlacementDecision;
import dev.meridian.controlplane.placement.model.Plan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The part of a plan that concerns places to stand by.
///
/// They are looked for in the same queue as what waits, with the priority and the age of their
/// jobs, so that one plan serves both, and quota and budget count for both.
@Component
class StandbyPlaces {
    /// Of one plan: what waits is not crowded out of it.
    private static final int MOST_AT_ONCE = 1_000;

    private final StandbyWork work;
    private final Standbys standbys;
    private final WaitingReasons reasons;
    private final Counter held;

    /// As the loop found it: plans are many a second, and to ask each time would read every job
    /// that has such places.
    private volatile String missing = "";

    StandbyPlaces(
            StandbyWork work,
            Standbys standbys,
            PendingReasons reasons,
            PlanJson json,
            MeterRegistry meters) {
        this.work = work;
        this.standbys = standbys;
        this.reasons = WaitingReasons.ofStandbys(reasons, json);
        this.held = meters.counter("meridian.standbys.held");
    }

    /// What is to have a place to stand by in, by the ids under which plans know it.
    Map<AllocationId, WantedStandby> wanted(Instant now) {
        Map<AllocationId, WantedStandby> wanted = new LinkedHashMap<>();
        if (isEmpty()) {
            return wanted;
        }
        work.wanted(MOST_AT_ONCE, now)
                .forEach(one -> wanted.put(new AllocationId(one.id().value()), one));
        return wanted;
    }

    /// Writes what was put off of why none was found.
    void catchUp(Instant now) {
        reasons.catchUp(now);
    }

    /// Whether there is nothing to look for, as far as is known.
    boolean isEmpty() {
        return missing.isEmpty();
    }

    /// Finds out whether there is something to look for.
    ///
    /// @return whether there is, and another plan may find what the last could not
    boolean look() {
        String before = missing;
        missing = work.missing();
        return !missing.isEmpty() && !missing.equals(before);
    }

    List<EligibleGroup> groups(Map<AllocationId, WantedStandby> wanted) {
        return work.groups(List.copyOf(wanted.values()));
    }

    /// Makes true what the plan says of them.
    ///
    /// @param row of a decision
    /// @param more is set where places were found: others may be wanted that this plan left out
    /// @return what the plan says of all others
    Plan commit(
            Plan plan,
            Map<AllocationId, WantedStandby> wanted,
            Function<PlacementDecision, NewPlacement> row,
            Careful careful,
            AtomicBoolean more,
            Instant now) {
        if (wanted.isEmpty()) {
            return plan;
        }
        List<PlacementDecision> places = new ArrayList<>();
        List<PlacementDecision> others = new ArrayList<>();
        for (PlacementDecision decision : plan.decisions()) {
            (wanted.containsKey(decision.allocation()) ? places : others).add(decision);
        }
        careful.store(
                        places,
                        place -> careful.owner(place.allocation()),
                        some -> standbys.hold(rows(some, wanted, row), now))
                .forEach(found -> {
                    held.increment(found);
                    more.compareAndSet(false, found > 0);
                });
        Map<AllocationId, PendingExplanation> waiting = new HashMap<>(plan.pending());
        Map<AllocationId, PendingExplanation> placeless = new HashMap<>();
        wanted.forEach((id, one) -> {
            @Nullable PendingExplanation why = waiting.remove(id);
            if (why != null) {
                placeless.put(one.waiting().allocation(), why);
            }
        });
        Map<AllocationId, JobId> jobs = new HashMap<>();
        wanted.values().forEach(one -> jobs.put(one.waiting().allocation(), one.job()));
        reasons.tell(placeless, careful.also(jobs), now);
        return plan.with(others, waiting);
    }

    private static List<NewStandby> rows(
            List<PlacementDecision> places,
            Map<AllocationId, WantedStandby> wanted,
            Function<PlacementDecision, NewPlacement> row) {
        return places.stream()
                .map(decision -> {
                    WantedStandby one = Objects.requireNonNull(wanted.get(decision.allocation()));
                    return new NewStandby(one.id(), of(one, row.apply(decision)));
                })
                .toList();
    }

    private static NewPlacement of(WantedStandby one, NewPlacement row) {
        return new NewPlacement(
                one.waiting().allocation(),
                one.waiting().version(),
                row.node(),
                row.devices(),
                row.pricePerHour(),
                row.why());
    }
}

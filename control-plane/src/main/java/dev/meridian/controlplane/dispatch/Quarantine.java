package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.Suspects.Fault;
import dev.meridian.controlplane.jobs.Jobs;
import dev.meridian.controlplane.jobs.Unplannable;
import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.FaultOfData;
import dev.meridian.controlplane.placement.model.PendingExplanation;
import dev.meridian.controlplane.placement.model.PendingReason;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Snapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Takes jobs that no plan can bear out of the queue for an hour. It is written down like a
/// back-off, so that it holds after a restart and for every replica, and so that the order to retry
/// ends it.
@Component
class Quarantine {
    private static final Logger log = LoggerFactory.getLogger(Quarantine.class);

    /// A mended control plane finds out by itself that it is mended.
    static final Duration LASTS = Duration.ofHours(1);

    private final Jobs jobs;
    private final WaitingReasons reasons;
    private final Unplannable unplannable;
    private final Suspects suspects;
    private final FaultOfData data;
    private final Counter quarantined;

    Quarantine(
            Jobs jobs,
            WaitingReasons reasons,
            Unplannable unplannable,
            Suspects suspects,
            FaultOfData data,
            MeterRegistry meters) {
        this.suspects = suspects;
        this.data = data;
        this.jobs = jobs;
        this.reasons = reasons;
        this.unplannable = unplannable;
        this.quarantined = meters.counter("meridian.plan.quarantined");
    }

    /// A job to be taken out.
    ///
    /// @param allocations of it that are to be placed; those that have a place keep it
    record Case(JobId job, Set<AllocationId> allocations, PendingExplanation why, Instant until) {}

    /// Takes out what of a snapshot was set aside.
    void takeSetAside(Snapshot snapshot, Instant now) {
        suspects.setAside(snapshot).forEach(each -> suspects.kept(take(each, now)));
    }

    /// Those that no plan was even asked about.
    void takeUnplannable(Instant now) {
        for (Unplannable.Found found : unplannable.take()) {
            Instant until = now.plus(LASTS);
            take(
                    new Case(
                            found.job(),
                            found.waiting(),
                            explanation(Fault.PLANNING, 1, found.why(), until),
                            until),
                    now);
        }
    }

    /// Where not even this can be stored, it is set aside in this process alone.
    ///
    /// @return what waited and is out of the queue now
    private Set<AllocationId> take(Case one, Instant now) {
        try {
            return store(one, now);
        } catch (RuntimeException e) {
            if (!data.behind(e)) {
                throw e;
            }
            log.error("the quarantine of job {} cannot be stored", one.job(), e);
            return Set.of();
        }
    }

    private Set<AllocationId> store(Case one, Instant now) {
        Set<AllocationId> out =
                jobs.quarantine(
                        one.job(),
                        one.allocations(),
                        "the job " + one.why().sentence(),
                        one.until(),
                        now);
        if (!out.isEmpty()) {
            quarantined.increment();
            Map<AllocationId, PendingExplanation> told = HashMap.newHashMap(out.size());
            out.forEach(id -> told.put(id, one.why()));
            reasons.keep(told, now);
        }
        return out;
    }

    static PendingExplanation explanation(Fault fault, int failures, String why, Instant until) {
        return explained(
                PendingToken.MISCONFIGURED,
                "is quarantined until %s: %s, last with %s; all other jobs are planned; `meridian retry` has it planned at once"
                        .formatted(until, fault.sentence(failures), why),
                Map.of("failures", failures, "until", until.toString()));
    }

    static PendingExplanation warning(Fault fault, int failures, int patience, String why) {
        return explained(
                PendingToken.PENDING_EVALUATION,
                "%s, and is tried again, %d times in all: %s"
                        .formatted(fault.sentence(failures), patience, why),
                Map.of("failures", failures));
    }

    private static PendingExplanation explained(
            PendingToken token, String sentence, Map<String, Object> numbers) {
        return new PendingExplanation(
                new PendingReason(token, sentence, numbers),
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }
}

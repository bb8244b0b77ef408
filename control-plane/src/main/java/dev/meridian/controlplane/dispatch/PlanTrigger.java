package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.store.PlanSigns;
import dev.meridian.controlplane.dispatch.store.PlanSigns.Signs;
import dev.meridian.controlplane.jobs.JobSignals;
import dev.meridian.controlplane.jobs.PendingWork;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/// Knows whether another plan could come to another answer than the last one, so that what cannot
/// fit does not cost a whole plan each second.
///
/// Signs come from the tables, thus also from other replicas. One may be missed where transactions
/// end in another order than they began; it is made up for by the plan that comes anyway.
@Component
class PlanTrigger {
    static final Duration AT_LATEST = Duration.ofSeconds(10);

    private final PlanSigns signs;
    private final PendingWork work;
    private final AtomicBoolean hinted = new AtomicBoolean(true);
    private Instant lastPlan = Instant.EPOCH;
    private Signs last = new Signs(Long.MAX_VALUE, false, "");

    PlanTrigger(PlanSigns signs, PendingWork work, JobSignals signals) {
        this.signs = signs;
        this.work = work;
        signals.onWork(this::again);
    }

    /// The next question is answered with yes, whatever has happened.
    void again() {
        hinted.set(true);
    }

    /// Asked before what the plan is made from is read; after a yes it counts as made.
    boolean isPulled(Instant now) {
        boolean hint = hinted.getAndSet(false);
        Signs current = signs.since(last.newest());
        boolean pulled =
                hint
                        || current.moved()
                        || !current.fleet().equals(last.fleet())
                        || isLate(now)
                        || work.nextBackoffEnd(lastPlan)
                                .filter(end -> !end.isAfter(now))
                                .isPresent();
        if (pulled) {
            lastPlan = now;
            last = current;
        }
        return pulled;
    }

    /// Also where the clock was set back.
    private boolean isLate(Instant now) {
        return now.isBefore(lastPlan) || !now.isBefore(lastPlan.plus(AT_LATEST));
    }
}

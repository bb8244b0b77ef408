package dev.meridian.controlplane.jobs;

import dev.meridian.controlplane.jobs.model.OrderOutcome;
import dev.meridian.controlplane.jobs.model.Overspent;
import dev.meridian.controlplane.jobs.store.SpentRows;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Ends jobs that have spent their `budget.maxTotalCost`: a budget is a promise to who pays, and
/// what a job leaves behind, logs and checkpoints, stays.
@Service
public class Budgets {
    private static final Logger log = LoggerFactory.getLogger(Budgets.class);

    private final SpentRows rows;
    private final Jobs jobs;

    Budgets(SpentRows rows, Jobs jobs) {
        this.rows = rows;
        this.jobs = jobs;
    }

    public void runOnce(Instant now) {
        for (Overspent one : rows.over(now)) {
            if (jobs.cancel(one.job(), one.sentence()) instanceof OrderOutcome.Done) {
                log.info("job {} is ended: {}", one.job(), one.sentence());
            }
        }
    }
}

package dev.meridian.controlplane.console.jobs;

import dev.meridian.controlplane.jobs.model.OrderOutcome;
import dev.meridian.controlplane.jobs.model.view.JobLine;

/// What became of an order to one job.
///
/// @param job as it was before
/// @param why it was not done; empty where it was
record Result(JobLine job, boolean done, String why) {

    static Result of(JobLine job, OrderOutcome outcome) {
        return switch (outcome) {
            case OrderOutcome.Done _ -> new Result(job, true, "");
            case OrderOutcome.NothingToDo(var _, String why) -> new Result(job, false, why);
            case OrderOutcome.NotPossible(var _, String why) -> new Result(job, false, why);
            case OrderOutcome.NoSuchJob _ ->
                    new Result(job, false, "there is no such job any more");
        };
    }
}

package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.jobs.model.view.AllocationView;
import dev.meridian.controlplane.jobs.model.view.AttemptView;
import dev.meridian.controlplane.jobs.model.view.JobView;
import dev.meridian.controlplane.kernel.model.Money;

/// What a job costs.
///
/// @param total of all attempts so far
/// @param perHour of what it holds now
record CostAnswer(double total, double perHour, String currency) {

    static CostAnswer of(JobView job) {
        Money perHour =
                job.allocations().stream()
                        .filter(allocation -> allocation.state().isLive())
                        .map(CostAnswer::newest)
                        .reduce(Money.ZERO, Money::plus);
        return new CostAnswer(job.cost().dollars(), perHour.dollars(), "USD");
    }

    private static Money newest(AllocationView allocation) {
        return allocation.attempts().isEmpty()
                ? Money.ZERO
                : price(allocation.attempts().getLast());
    }

    private static Money price(AttemptView attempt) {
        return attempt.endedAt() == null ? attempt.pricePerHour() : Money.ZERO;
    }
}

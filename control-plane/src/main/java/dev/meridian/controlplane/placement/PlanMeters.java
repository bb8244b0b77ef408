package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.placement.model.Plan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;

/// What plans take and bring, for operators.
final class PlanMeters {
    private final MeterRegistry registry;
    private final Counter placements;
    private final Counter bySolver;
    private final Counter solved;
    private final Counter leftWaiting;
    private final DistributionSummary gain;
    private final Counter bids;
    private final Counter transfers;

    PlanMeters(MeterRegistry registry) {
        this.registry = registry;
        placements = registry.counter("meridian_plan_placements");
        bySolver = registry.counter("meridian_plan_placements_by_solver");
        leftWaiting = registry.counter("meridian_plan_left_waiting");
        solved = registry.counter("meridian_solver_allocations");
        gain = solverGain(registry, "placement");
        bids = registry.counter("meridian_plan_bids");
        transfers = registry.counter("meridian_plan_transfers");
        // a panel that is empty until the first plan would look broken
        List.of("fast_path", "solver", "explanation").forEach(this::timer);
    }

    /// @param kind of what is planned
    static DistributionSummary solverGain(MeterRegistry registry, String kind) {
        return DistributionSummary.builder("meridian_solver_gain")
                .description("points by which the solver bettered its incumbent, per plan")
                .tag("kind", kind)
                .register(registry);
    }

    void record(Plan plan) {
        timer("fast_path").record(plan.figures().fastPath());
        timer("explanation").record(plan.figures().explanation());
        placements.increment(plan.decisions().size());
        if (plan.figures().solved() > 0) {
            timer("solver").record(plan.figures().solver());
            solved.increment(plan.figures().solved());
            bySolver.increment(plan.figures().placedBySolver());
            gain.record(plan.figures().solverGain());
        }
        leftWaiting.increment(plan.pending().size());
        bids.increment(plan.figures().bidding().bids());
        transfers.increment(plan.figures().bidding().transfers());
    }

    private Timer timer(String stage) {
        return Timer.builder("meridian_plan")
                .description("time to make a plan, by stage")
                .tag("stage", stage)
                .publishPercentileHistogram()
                .register(registry);
    }
}

package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.placement.claims.ClaimSettings;
import dev.meridian.controlplane.placement.claims.Foresight;
import dev.meridian.controlplane.placement.claims.Reserved;
import dev.meridian.controlplane.placement.model.Plan;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.order.OrderSettings;
import dev.meridian.controlplane.placement.solver.SolverSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.stereotype.Service;

/// Decides where what waits shall go. The same planner serves the live system, dry runs and
/// benchmarks.
@Service
public class Planner {
    private final Planning planning;
    private final PlanMeters meters;
    private final Findings findings = Findings.ofAll();
    private final Reserved reserved = new Reserved();

    Planner(Planning planning, MeterRegistry registry) {
        this.planning = planning;
        meters = new PlanMeters(registry);
    }

    /// One apart from any control plane, as benchmarks need it; it knows nothing of run times.
    public static Planner standalone(SolverSettings settings) {
        return new Planner(new Planning(settings), new SimpleMeterRegistry());
    }

    /// The same with what is known of run times.
    public static Planner standalone(
            SolverSettings settings, Foresight foresight, OrderSettings ordered) {
        return new Planner(
                new Planning(settings, ClaimSettings.USUAL, foresight, ordered),
                new SimpleMeterRegistry());
    }

    /// What to place and why the rest waits. Changes nothing.
    public Plan plan(Snapshot snapshot) {
        Plan plan = planning.plan(snapshot, findings, reserved);
        meters.record(plan);
        return plan;
    }
}

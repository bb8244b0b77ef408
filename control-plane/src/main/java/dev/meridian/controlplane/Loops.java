package dev.meridian.controlplane;

import dev.meridian.controlplane.approvals.ApprovalLoop;
import dev.meridian.controlplane.dispatch.DesiredStatePush;
import dev.meridian.controlplane.dispatch.DrainLoop;
import dev.meridian.controlplane.dispatch.HostFaultLoop;
import dev.meridian.controlplane.dispatch.LeaseLoop;
import dev.meridian.controlplane.dispatch.MigrationLoop;
import dev.meridian.controlplane.dispatch.SchedulingLoop;
import dev.meridian.controlplane.fleet.CertificateWatch;
import dev.meridian.controlplane.forecast.AnomalyLoop;
import dev.meridian.controlplane.forecast.ForecastLoop;
import dev.meridian.controlplane.forecast.RefitLoop;
import dev.meridian.controlplane.forecast.RuntimeLoop;
import dev.meridian.controlplane.jobs.Budgets;
import dev.meridian.controlplane.jobs.JobSignals;
import dev.meridian.controlplane.jobs.ProjectCosts;
import dev.meridian.controlplane.jobs.QueueMeters;
import dev.meridian.controlplane.placement.PictureCheck;
import dev.meridian.controlplane.placement.PlanHistory;
import dev.meridian.controlplane.projects.Sessions;
import dev.meridian.controlplane.telemetry.DemandWatch;
import dev.meridian.controlplane.telemetry.LogRetention;
import dev.meridian.controlplane.telemetry.PartitionUpkeep;
import dev.meridian.controlplane.telemetry.RollUp;
import dev.meridian.controlplane.telemetry.Samples;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Every periodic loop of the control plane, with its period.
///
/// All are level-triggered: each round reads the tables again, so that one that is late, doubled or
/// run by hand does no harm. They start before the doors open and end after the doors have closed.
@Component
class Loops implements SmartLifecycle {
    /// Before the web server (close to Integer.MAX_VALUE) and the agents' door, which open after
    /// it.
    private static final int PHASE = 0;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ZERO;

    /// Lets the jobs of one burst be planned together; nobody notices it alone.
    private static final Duration DEBOUNCE = Duration.ofMillis(3);

    private final List<PeriodicLoop> all;
    private final Samples samples;
    private final boolean enabled;
    private final Clock clock;
    private final MeterRegistry meters;
    private volatile boolean running;

    Loops(
            SchedulingLoop scheduling,
            DesiredStatePush push,
            LeaseLoop leases,
            DrainLoop drains,
            MigrationLoop migrations,
            HostFaultLoop hosts,
            ApprovalLoop approvals,
            JobSignals signals,
            PartitionUpkeep partitions,
            Samples samples,
            RollUp rollups,
            DemandWatch demand,
            ForecastLoop forecasts,
            RefitLoop refits,
            LogRetention logs,
            CertificateWatch certificates,
            QueueMeters queues,
            Budgets budgets,
            ProjectCosts costs,
            Sessions sessions,
            RuntimeLoop runtimes,
            AnomalyLoop anomalies,
            PictureCheck picture,
            PlanHistory plans,
            Clock clock,
            MeterRegistry meters,
            @Value("${meridian.loops.enabled:true}") boolean enabled) {
        this.clock = clock;
        this.meters = meters;
        this.samples = samples;
        this.enabled = enabled;
        PeriodicLoop planning =
                new PeriodicLoop(
                        "scheduling",
                        Duration.ofSeconds(1),
                        DEBOUNCE,
                        scheduling::runOnce,
                        clock,
                        meters);
        PeriodicLoop pushing = loop("push", Duration.ofSeconds(1), push::runOnce);
        signals.onWork(planning::wake);
        push.onRequest(pushing::wake);
        this.all =
                List.of(
                        planning,
                        pushing,
                        loop("leases", Duration.ofSeconds(1), leases::runOnce),
                        loop("drains", Duration.ofSeconds(1), drains::runOnce),
                        loop("migrations", Duration.ofSeconds(5), migrations::runOnce),
                        loop("host-faults", Duration.ofSeconds(30), hosts::runOnce),
                        loop("approvals", Duration.ofSeconds(15), approvals::runOnce),
                        loop("partitions", Duration.ofHours(1), partitions::runOnce),
                        loop("samples", Duration.ofMillis(500), _ -> samples.flush()),
                        loop("demand", Duration.ofSeconds(20), demand::runOnce),
                        loop("rollups", Duration.ofMinutes(1), rollups::runOnce),
                        loop("forecasts", Duration.ofSeconds(20), forecasts::runOnce),
                        loop("forecast-refits", Duration.ofMinutes(10), refits::runOnce),
                        loop("log-retention", Duration.ofHours(1), logs::runOnce),
                        loop("certificates", Duration.ofSeconds(15), certificates::runOnce),
                        loop("queue-meters", Duration.ofSeconds(15), queues::runOnce),
                        loop("budgets", Duration.ofSeconds(10), budgets::runOnce),
                        loop("project-hours", Duration.ofMinutes(5), costs::runOnce),
                        loop("console-sessions", Duration.ofMinutes(10), sessions::runOnce),
                        loop("run-times", Duration.ofMinutes(1), runtimes::runOnce),
                        loop("anomalies", Duration.ofMinutes(5), anomalies::runOnce),
                        loop("picture-check", Duration.ofMinutes(15), picture::runOnce),
                        loop("plan-retention", Duration.ofHours(1), plans::runOnce));
    }

    private PeriodicLoop loop(String name, Duration period, Consumer<Instant> round) {
        return new PeriodicLoop(name, period, AT_ONCE, round, clock, meters);
    }

    @Override
    public void start() {
        running = true;
        if (enabled) {
            all.forEach(PeriodicLoop::start);
        }
    }

    @Override
    public void stop() {
        running = false;
        if (!enabled) {
            return;
        }
        all.forEach(PeriodicLoop::askToStop);
        try {
            for (PeriodicLoop loop : all) {
                loop.awaitStop(PATIENCE);
            }
            samples.flush();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}

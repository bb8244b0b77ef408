package dev.meridian.controlplane;

import dev.meridian.controlplane.approvals.ApprovalLoop;
import dev.meridian.controlplane.dispatch.ContactLoop;
import dev.meridian.controlplane.dispatch.DesiredStatePush;
import dev.meridian.controlplane.dispatch.DrainLoop;
import dev.meridian.controlplane.dispatch.DrillLoop;
import dev.meridian.controlplane.dispatch.HostFaultLoop;
import dev.meridian.controlplane.dispatch.Introductions;
import dev.meridian.controlplane.dispatch.LeaseLoop;
import dev.meridian.controlplane.dispatch.MigrationLoop;
import dev.meridian.controlplane.dispatch.SchedulingLoop;
import dev.meridian.controlplane.dispatch.StandbyLoop;
import dev.meridian.controlplane.fleet.CertificateWatch;
import dev.meridian.controlplane.forecast.AnomalyLoop;
import dev.meridian.controlplane.forecast.ForecastLoop;
import dev.meridian.controlplane.forecast.RefitLoop;
import dev.meridian.controlplane.forecast.RuntimeLoop;
import dev.meridian.controlplane.jobs.Budgets;
import dev.meridian.controlplane.jobs.JobSignals;
import dev.meridian.controlplane.jobs.ProjectCosts;
import dev.meridian.controlplane.jobs.QueueMeters;
import dev.meridian.controlplane.kernel.DatabasePulse;
import dev.meridian.controlplane.kernel.DiskGuard;
import dev.meridian.controlplane.placement.PictureCheck;
import dev.meridian.controlplane.placement.PlanHistory;
import dev.meridian.controlplane.projects.Sessions;
import dev.meridian.controlplane.replicas.Bell;
import dev.meridian.controlplane.replicas.Leadership;
import dev.meridian.controlplane.replicas.Presence;
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
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Every periodic loop of the control plane, with its period.
///
/// All are level-triggered: each round reads the tables again, so that one that is late, doubled or
/// run by hand does no harm. Some are of each replica, some of the one that leads. They start
/// before the doors open and end after the doors have closed.
@Component
class Loops implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Loops.class);

    /// Before the web server (close to Integer.MAX_VALUE) and the agents' door, which open after
    /// it.
    private static final int PHASE = 0;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ZERO;

    /// Lets the jobs of one burst be planned together; nobody notices it alone.
    private static final Duration DEBOUNCE = Duration.ofMillis(3);

    /// Those that keep us known, and know whether we lead.
    private final PeriodicLoop present;

    private final PeriodicLoop leading;

    /// Run on every replica: they serve who is connected to it and keep what it holds in memory.
    private final List<PeriodicLoop> ofEach;

    /// Run on the replica that leads alone, and write under its term.
    private final List<PeriodicLoop> ofTheLeader;

    private final Presence presence;
    private final Leadership leadership;
    private final Samples samples;
    private final boolean enabled;
    private final Clock clock;
    private final MeterRegistry meters;
    private volatile boolean running;

    Loops(
            Presence presence,
            Leadership leadership,
            Bell bell,
            SchedulingLoop scheduling,
            DesiredStatePush push,
            LeaseLoop leases,
            ContactLoop contacts,
            DrainLoop drains,
            DrillLoop drills,
            StandbyLoop standbys,
            MigrationLoop migrations,
            Introductions introductions,
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
            DatabasePulse pulse,
            DiskGuard disks,
            Clock clock,
            MeterRegistry meters,
            @Value("${meridian.loops.enabled:true}") boolean enabled) {
        this.presence = presence;
        this.leadership = leadership;
        this.clock = clock;
        this.meters = meters;
        this.samples = samples;
        this.enabled = enabled;
        PeriodicLoop planning =
                new PeriodicLoop(
                        "scheduling",
                        Duration.ofSeconds(1),
                        DEBOUNCE,
                        leadership.led(scheduling::runOnce),
                        clock,
                        meters);
        PeriodicLoop pushing = loop("push", Duration.ofMillis(500), push::runOnce);
        signals.onWork(planning::wake);
        push.onRequest(pushing::wake);
        PeriodicLoop ringing = loop("bell", Duration.ofMillis(100), bell::runOnce);
        bell.onRing(ringing::wake);
        signals.onWork(() -> {
            if (leadership.current().isEmpty()) {
                bell.ring(Bell.Sound.WORK);
            }
        });
        push.onElsewhere(() -> bell.ring(Bell.Sound.ORDERS));
        bell.heard(Bell.Sound.WORK, planning::wake);
        bell.heard(
                Bell.Sound.ORDERS,
                () -> {
                    push.lookNow();
                    pushing.wake();
                });
        this.present = loop("presence", Duration.ofSeconds(1), presence::runOnce);
        this.leading = loop("leadership", Duration.ofSeconds(1), leadership::runOnce);
        this.ofEach =
                List.of(
                        pushing,
                        ringing,
                        loop("introductions", Duration.ofSeconds(5), introductions::runOnce),
                        loop("samples", Duration.ofMillis(500), _ -> samples.flush()),
                        loop("certificates", Duration.ofSeconds(15), certificates::runOnce),
                        loop("queue-meters", Duration.ofSeconds(15), queues::runOnce),
                        loop("run-times", Duration.ofMinutes(1), runtimes::runOnce),
                        loop("picture-check", Duration.ofMinutes(15), picture::runOnce),
                        loop("database-pulse", Duration.ofSeconds(1), pulse::beat),
                        loop("disks", Duration.ofSeconds(5), disks::look));
        this.ofTheLeader =
                List.of(
                        planning,
                        led("leases", Duration.ofSeconds(1), leases::runOnce),
                        led("contacts", Duration.ofSeconds(10), contacts::runOnce),
                        led("drains", Duration.ofSeconds(1), drains::runOnce),
                        led("drills", Duration.ofSeconds(1), drills::runOnce),
                        led("standbys", Duration.ofSeconds(1), standbys::runOnce),
                        led("migrations", Duration.ofSeconds(5), migrations::runOnce),
                        led("host-faults", Duration.ofSeconds(30), hosts::runOnce),
                        led("approvals", Duration.ofSeconds(15), approvals::runOnce),
                        led("partitions", Duration.ofHours(1), partitions::runOnce),
                        led("demand", Duration.ofSeconds(20), demand::runOnce),
                        led("rollups", Duration.ofMinutes(1), rollups::runOnce),
                        led("forecasts", Duration.ofSeconds(20), forecasts::runOnce),
                        led("forecast-refits", Duration.ofMinutes(10), refits::runOnce),
                        led("log-retention", Duration.ofHours(1), logs::runOnce),
                        led("budgets", Duration.ofSeconds(10), budgets::runOnce),
                        led("project-hours", Duration.ofMinutes(5), costs::runOnce),
                        led("console-sessions", Duration.ofMinutes(10), sessions::runOnce),
                        led("anomalies", Duration.ofMinutes(5), anomalies::runOnce),
                        led("plan-retention", Duration.ofHours(1), plans::runOnce));
    }

    private PeriodicLoop loop(String name, Duration period, Consumer<Instant> round) {
        return new PeriodicLoop(name, period, AT_ONCE, round, clock, meters);
    }

    private PeriodicLoop led(String name, Duration period, Consumer<Instant> round) {
        return loop(name, period, leadership.led(round));
    }

    private List<PeriodicLoop> known() {
        return List.of(present, leading);
    }

    private List<PeriodicLoop> working() {
        return Stream.concat(ofEach.stream(), ofTheLeader.stream()).toList();
    }

    @Override
    public void start() {
        running = true;
        if (enabled) {
            // so that the first rounds of the others find out whether they lead
            known().forEach(PeriodicLoop::once);
            leadership.onLead(() -> ofTheLeader.forEach(PeriodicLoop::wake));
            known().forEach(PeriodicLoop::start);
            working().forEach(PeriodicLoop::start);
        }
    }

    @Override
    public void stop() {
        running = false;
        if (!enabled) {
            return;
        }
        try {
            // rounds that are under way end under their term
            stop(working());
            stop(known());
            samples.flush();
            leave();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(List<PeriodicLoop> loops) throws InterruptedException {
        loops.forEach(PeriodicLoop::askToStop);
        for (PeriodicLoop loop : loops) {
            loop.awaitStop(PATIENCE);
        }
    }

    /// So that the next one leads at once.
    private void leave() {
        try {
            leadership.resign();
            presence.leave();
        } catch (RuntimeException e) {
            log.warn("the others will miss this replica only later: {}", e.getMessage());
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

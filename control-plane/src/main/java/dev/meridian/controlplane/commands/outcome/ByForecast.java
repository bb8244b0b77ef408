package dev.meridian.controlplane.commands.outcome;

import java.time.Instant;

/// Small work first: one of the three usual priority classes by how many accelerator hours a job is
/// foretold to take, or has taken by now if that is more, so that who outlives its forecast makes
/// room. All may be stopped for a higher class.
public record ByForecast(Foretold foretold) implements Ranking {
    private static final int HIGH = 800;
    private static final int STANDARD = 500;
    private static final int LOW = 100;
    private static final double SECONDS_OF_HOUR = 3600;

    /// Accelerator hours; chosen on the first of the four workloads of bench-pollux.
    private static final double SMALL = 4;

    private static final double LARGE = 32;

    @Override
    public int priority(Job job, double held, Instant now) {
        double seconds =
                foretold.of(job, now).map(whole -> Math.max(held, whole.p50())).orElse(held);
        double hours = seconds * job.accelerators() / SECONDS_OF_HOUR;
        return hours < SMALL ? HIGH : hours < LARGE ? STANDARD : LOW;
    }

    @Override
    public boolean preemptible() {
        return true;
    }
}

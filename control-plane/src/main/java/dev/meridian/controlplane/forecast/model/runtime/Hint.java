package dev.meridian.controlplane.forecast.model.runtime;

import java.util.Locale;
import java.util.Optional;

/// What a task group asks for and does not use, and what would do.
///
/// @param resource `memory` (MiB) or `cpu` (cores)
/// @param asked of each instance
/// @param used memory held at most; of the CPU the busiest run's mean
/// @param suggested what would do, with headroom
/// @param runs that were looked at
public record Hint(
        String group, String resource, double asked, double used, double suggested, int runs) {
    private static final String MEMORY = "memory";
    private static final String CPU = "cpu";

    /// A run that needs a little more than all before it must not be killed for that.
    private static final double MEMORY_HEADROOM = 1.25;

    private static final double CPU_HEADROOM = 1.3;
    private static final double MEMORY_STEP = 64;
    private static final double CPU_STEP = 0.5;

    /// Less is not worth a change.
    private static final double LEAST_MEMORY = 256;

    private static final double LEAST_CORES = 1;
    private static final double TIMES = 1.5;
    private static final double KIB = 1024;

    /// Empty where what is asked for is about right, or nothing was measured.
    public static Optional<Hint> ofMemory(String group, double asked, double peak, int runs) {
        return of(
                group,
                MEMORY,
                asked,
                peak,
                peak * MEMORY_HEADROOM,
                MEMORY_STEP,
                LEAST_MEMORY,
                runs);
    }

    /// Empty where what is asked for is about right, or nothing was measured.
    public static Optional<Hint> ofCores(String group, double asked, double busy, int runs) {
        return of(group, CPU, asked, busy, busy * CPU_HEADROOM, CPU_STEP, LEAST_CORES, runs);
    }

    private static Optional<Hint> of(
            String group,
            String resource,
            double asked,
            double used,
            double wanted,
            double step,
            double least,
            int runs) {
        double suggested = Math.max(1, Math.ceil(wanted / step)) * step;
        boolean worth =
                runs > 0
                        && used > 0
                        && Double.isFinite(used)
                        && asked >= suggested * TIMES
                        && asked - suggested >= least;
        return worth
                ? Optional.of(new Hint(group, resource, asked, used, suggested, runs))
                : Optional.empty();
    }

    /// As people read it.
    public String sentence() {
        String of = runs == 1 ? "its run" : runs + " runs";
        return resource.equals(MEMORY)
                ? "%s asks for %s of memory; %s held %s at most. %s would do."
                        .formatted(group, bytes(asked), of, bytes(used), bytes(suggested))
                : "%s asks for %s cores; %s kept %s busy at most. %s would do."
                        .formatted(group, number(asked), of, number(used), number(suggested));
    }

    private static String bytes(double mib) {
        return mib >= KIB ? number(mib / KIB) + " GiB" : number(Math.rint(mib)) + " MiB";
    }

    private static String number(double value) {
        return String.format(
                Locale.ROOT, Math.abs(value - Math.rint(value)) < 0.05 ? "%.0f" : "%.1f", value);
    }
}

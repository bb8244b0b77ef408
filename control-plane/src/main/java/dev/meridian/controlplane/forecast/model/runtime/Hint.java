package dev.meridian.controlplane.forecast.model.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a task group asks for and does not use, and what would do.
///
/// @param resource `memory` (MiB), `cpu` (cores) or `accelerators` (devices)
/// @param asked of each instance
/// @param used memory held at most; of the CPU the busiest run's mean; of the devices how many were
///   busy, of a single one the part of the time
/// @param suggested what would do, with headroom
/// @param runs that were looked at
/// @param sentence as people read it
public record Hint(
        String group,
        String resource,
        double asked,
        double used,
        double suggested,
        int runs,
        String sentence) {
    private static final String MEMORY = "memory";
    private static final String CPU = "cpu";
    private static final String ACCELERATORS = "accelerators";

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

    /// A device that is busier is used.
    private static final double BUSY = 0.1;

    private static final double SHARE = 0.1;

    /// What loads its data first is left in peace.
    private static final double LEAST_HOURS = 2;

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

    /// Of accelerators that are held whole; empty where each is busy for a tenth of the time, or
    /// not all of them were measured for hours.
    ///
    /// @param model as it was asked for
    /// @param use of each device, 0 to 1, of the instance that kept most of them busy
    /// @param hours that were measured
    public static Optional<Hint> ofDevices(
            String group, String model, int asked, List<Double> use, double hours, int runs) {
        int busy = (int) use.stream().filter(each -> each >= BUSY).count();
        if (use.size() < asked || busy >= asked || hours < LEAST_HOURS) {
            return Optional.empty();
        }
        double most = use.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        String kept =
                "%s asks for %d %s; in %s h %s kept "
                        .formatted(group, asked, model, number(hours), of(runs));
        String sentence =
                busy > 0
                        ? kept + "%d of them busier than 10 %%. %d would do.".formatted(busy, busy)
                        : kept
                                + "none busier than %.0f %%. A share of one (%s:%s) would do."
                                        .formatted(100 * most, model, number(SHARE));
        return Optional.of(
                new Hint(
                        group,
                        ACCELERATORS,
                        asked,
                        busy > 0 ? busy : most,
                        busy > 0 ? busy : SHARE,
                        runs,
                        sentence));
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
        if (!worth) {
            return Optional.empty();
        }
        String sentence =
                resource.equals(MEMORY)
                        ? "%s asks for %s of memory; %s held %s at most. %s would do."
                                .formatted(
                                        group,
                                        bytes(asked),
                                        of(runs),
                                        bytes(used),
                                        bytes(suggested))
                        : "%s asks for %s cores; %s kept %s busy at most. %s would do."
                                .formatted(
                                        group,
                                        number(asked),
                                        of(runs),
                                        number(used),
                                        number(suggested));
        return Optional.of(new Hint(group, resource, asked, used, suggested, runs, sentence));
    }

    private static String of(int runs) {
        return runs == 1 ? "its run" : runs + " runs";
    }

    private static String bytes(double mib) {
        return mib >= KIB ? number(mib / KIB) + " GiB" : number(Math.rint(mib)) + " MiB";
    }

    private static String number(double value) {
        return String.format(
                Locale.ROOT, Math.abs(value - Math.rint(value)) < 0.05 ? "%.0f" : "%.1f", value);
    }
}

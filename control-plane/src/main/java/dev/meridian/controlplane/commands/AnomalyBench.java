package dev.meridian.controlplane.commands;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/// `forecast anomalies`: how many of the labelled anomalies are found, and how many alarms are
/// false.
///
/// A window counts as found when any value in it is flagged. What is flagged outside of all windows
/// is a false alarm, once until it has been quiet for six hours. The first 15 % of a series, 750
/// values at most, are for learning, as the Numenta benchmark has it.
final class AnomalyBench {
    static final String USAGE =
            """
            Usage: java -jar control-plane.jar forecast anomalies
              --folder=FOLDER           series, one CSV file each, and anomaly_windows.json
              [--also=autoencoders]     besides, what was considered and rejected; takes a minute\
            """;

    private static final double WARM_UP = 0.15;
    private static final int LONGEST_WARM_UP = 750;
    private static final Duration QUIET = Duration.ofHours(6);

    private static final Map<String, IntFunction<Alarm>> METHODS = new LinkedHashMap<>();

    static {
        METHODS.put("meridian", Alarm::ours);
        METHODS.put("three sigma", _ -> Alarm.threeSigma());
        METHODS.put("day before", _ -> Alarm.seasonalNaive());
    }

    private AnomalyBench() {}

    /// @param windows labelled
    /// @param found of them
    /// @param falseAlarms times that something was flagged outside of them
    record Found(int windows, int found, int falseAlarms, NumentaScore score) {
        Found plus(Found other) {
            return new Found(
                    windows + other.windows,
                    found + other.found,
                    falseAlarms + other.falseAlarms,
                    score.plus(other.score));
        }

        double recall() {
            return windows == 0 ? 0 : found / (double) windows;
        }

        double precision() {
            return found + falseAlarms == 0 ? 0 : found / (double) (found + falseAlarms);
        }

        double both() {
            double sum = recall() + precision();
            return sum == 0 ? 0 : 2 * recall() * precision() / sum;
        }
    }

    static int run(Options options, PrintStream out) {
        options.allow(Set.of("folder", "also"));
        Map<String, IntFunction<Alarm>> methods = methods(options.text("also", ""));
        List<LabelledSeries> all =
                LabelledSeries.of(
                        options.file("folder")
                                .orElseThrow(() -> new UsageError("--folder is needed.")));
        Map<String, Found> sums = new LinkedHashMap<>();
        Map<String, Found> odd = new LinkedHashMap<>();
        Map<String, Found> even = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            LabelledSeries series = all.get(i);
            Map<String, Found> half = i % 2 == 0 ? odd : even;
            StringBuilder line =
                    new StringBuilder(
                            "%-42s %3d".formatted(series.name(), series.windows().size()));
            methods.forEach((name, method) -> {
                Found found = judge(series, method);
                sums.merge(name, found, Found::plus);
                half.merge(name, found, Found::plus);
                line.append(" | %2d found %3d false".formatted(found.found(), found.falseAlarms()));
            });
            out.println(line);
        }
        print("all series", sums, out);
        print("every other one from the first on: what was chosen was compared on these", odd, out);
        print("the others", even, out);
        return 0;
    }

    private static void print(String which, Map<String, Found> sums, PrintStream out) {
        out.printf(
                "%n%s%n%-12s %9s %6s %6s %8s%n",
                which, "method", "precision", "recall", "F1", "Numenta");
        sums.forEach((name, found) ->
                out.printf(
                        Locale.ROOT,
                        "%-12s %9.2f %6.2f %6.2f %8.1f   (%d of %d windows, %d false alarms)%n",
                        name,
                        found.precision(),
                        found.recall(),
                        found.both(),
                        found.score().inPercent(),
                        found.found(),
                        found.windows(),
                        found.falseAlarms()));
    }

    private static Map<String, IntFunction<Alarm>> methods(String also) {
        if (!also.isEmpty() && !also.equals("autoencoders")) {
            throw new UsageError("--also knows autoencoders, and not `%s`.".formatted(also));
        }
        Map<String, IntFunction<Alarm>> methods = new LinkedHashMap<>(METHODS);
        if (!also.isEmpty()) {
            methods.put("autoencoder", warmUp -> Alarm.unfamiliar(warmUp, false));
            methods.put("variational", warmUp -> Alarm.unfamiliar(warmUp, true));
        }
        return methods;
    }

    /// Values that are for learning.
    static int warmUp(LabelledSeries series) {
        return (int) Math.max(2, Math.min(LONGEST_WARM_UP, series.values().length * WARM_UP));
    }

    private static Found judge(LabelledSeries series, IntFunction<Alarm> method) {
        int warmUp = warmUp(series);
        Alarm alarm = method.apply(warmUp);
        Set<LabelledSeries.Window> found = new HashSet<>();
        List<Instant> flagged = new ArrayList<>();
        int falseAlarms = 0;
        Instant last = Instant.EPOCH;
        for (int i = 0; i < series.values().length; i++) {
            Instant at = series.times().get(i);
            if (!alarm.at(at, series.values()[i]) || i < warmUp) {
                continue;
            }
            flagged.add(at);
            List<LabelledSeries.Window> around =
                    series.windows().stream().filter(each -> each.contains(at)).toList();
            found.addAll(around);
            if (around.isEmpty()) {
                falseAlarms += last.plus(QUIET).isBefore(at) ? 1 : 0;
                last = at;
            }
        }
        return new Found(
                series.windows().size(),
                found.size(),
                falseAlarms,
                NumentaScore.of(flagged, series.windows()));
    }
}

package dev.meridian.verification.bench;

import dev.meridian.controlplane.forecast.learn.LiveLearning;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.live.Cadence;
import dev.meridian.controlplane.forecast.model.live.Forecaster;
import dev.meridian.controlplane.forecast.model.live.Trial;
import dev.meridian.controlplane.forecast.model.live.Voice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// `make bench-forecast`: forecasts of real demand beside naive ones, and what a tick of ten
/// thousand series costs.
final class ForecastRun {
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Instant BEGAN = Instant.parse("2026-01-05T00:00:00Z");

    private ForecastRun() {}

    static void main(String[] args) {
        Path data = Path.of(args[0]);
        if (!Files.isDirectory(data.resolve("demand"))) {
            System.err.println(
                    "There is no demand under %s: set MERIDIAN_DATA to the folder of the recorded series."
                            .formatted(data));
            System.exit(2);
        }
        Learned model = accuracy(new DemandFiles(data).read());
        ticks(args.length > 1 ? Integer.parseInt(args[1]) : 10_000, model);
    }

    /// Every series is moved to one common time of its middle, so that one model, trained on the
    /// first halves, never sees what it is judged by.
    private static Learned accuracy(Map<String, Series> series) {
        Cadence cadence = Cadence.quarters();
        Instant middle = BEGAN.plus(Duration.ofDays(70));
        Map<String, Series> moved = new LinkedHashMap<>();
        List<Series> halves = new ArrayList<>();
        series.forEach(
                (id, one) -> {
                    Instant start =
                            middle.minus(QUARTER.multipliedBy(one.length() / 2))
                                    .plus(weekday(one, middle));
                    Series same = Series.of(start, QUARTER, one.values());
                    moved.put(id, same);
                    long known = Duration.between(start, middle).dividedBy(QUARTER);
                    halves.add(same.until((int) known));
                });
        long began = System.nanoTime();
        Learned model =
                LiveLearning.train(
                                LiveLearning.usual(),
                                cadence,
                                halves,
                                100_000,
                                new Training("real demand", middle, BEGAN, middle))
                        .orElseThrow();
        System.out.printf(
                "%d series; the model learned from %,d rows in %.1f s%n%n",
                series.size(), model.provenance().rows(), seconds(began));
        Instant from = middle.plus(Duration.ofDays(1));
        print(cadence, new Trial(cadence, moved).run(model, middle, from));
        return model;
    }

    /// So that a Monday stays a Monday.
    private static Duration weekday(Series one, Instant middle) {
        long week = Duration.ofDays(7).dividedBy(QUARTER);
        long wanted = one.start().getEpochSecond() / 900 % week;
        long got = middle.minus(QUARTER.multipliedBy(one.length() / 2)).getEpochSecond() / 900 % week;
        long turn = Math.floorMod(wanted - got, week);
        return QUARTER.multipliedBy(turn > week / 2 ? turn - week : turn);
    }

    private static void print(Cadence cadence, Map<String, Trial.Outcome> outcomes) {
        List<Map.Entry<String, Trial.Outcome>> judged =
                outcomes.entrySet().stream()
                        .filter(entry -> entry.getValue().judged() > 100)
                        .toList();
        System.out.printf(
                "%-44s %6s %-16s %6s %6s %6s %6s %6s%n",
                "series", "MASE", "best expert", "MASE", "ratio", "P95", "within", "share");
        for (Map.Entry<String, Trial.Outcome> entry : judged) {
            Trial.Outcome outcome = entry.getValue();
            int best = best(outcome);
            System.out.printf(
                    "%-44s %6.3f %-16s %6.3f %6.3f %6.3f %6.3f %6.2f%n",
                    entry.getKey(),
                    outcome.mase(),
                    Voice.values()[best].words(),
                    outcome.errors()[best],
                    outcome.mase() / outcome.errors()[best],
                    outcome.coverage(),
                    outcome.within(),
                    outcome.share());
        }
        System.out.println();
        double[] means = new double[Voice.EXPERTS + 2];
        for (Map.Entry<String, Trial.Outcome> entry : judged) {
            for (int voice = 0; voice < means.length; voice++) {
                means[voice] += entry.getValue().errors()[voice] / judged.size();
            }
        }
        for (int voice = 0; voice < means.length; voice++) {
            System.out.printf(
                    "%-20s MASE %.3f%n",
                    voice <= Voice.EXPERTS ? Voice.values()[voice].words() : "meridian",
                    means[voice]);
        }
        System.out.printf("%n%-20s", "horizon");
        cadence.horizons().forEach(steps -> System.out.printf("%8s", steps * 15 + "m"));
        byHorizon("last value", judged, true);
        byHorizon("meridian", judged, false);
        long good =
                judged.stream()
                        .filter(e -> e.getValue().mase() <= 1.05 * e.getValue().errors()[best(e.getValue())])
                        .count();
        System.out.printf(
                "%n%nwithin 1.05 of the best expert in hindsight: %d of %d series%n",
                good, judged.size());
        System.out.printf(
                "truths at or below P95: mean %.3f, worst series %.3f%n",
                judged.stream().mapToDouble(e -> e.getValue().coverage()).average().orElse(0),
                judged.stream().mapToDouble(e -> e.getValue().coverage()).min().orElse(0));
    }

    private static void byHorizon(
            String name, List<Map.Entry<String, Trial.Outcome>> judged, boolean naive) {
        System.out.printf("%n%-20s", name);
        for (int k = 0; k < judged.getFirst().getValue().byHorizon().length; k++) {
            int at = k;
            System.out.printf(
                    "%8.3f",
                    judged.stream()
                            .mapToDouble(
                                    e ->
                                            naive
                                                    ? e.getValue().naiveByHorizon()[at]
                                                    : e.getValue().byHorizon()[at])
                            .average()
                            .orElse(0));
        }
    }

    private static int best(Trial.Outcome outcome) {
        return java.util.stream.IntStream.range(0, Voice.EXPERTS)
                .filter(voice -> !Double.isNaN(outcome.errors()[voice]))
                .boxed()
                .min(Comparator.comparingDouble(voice -> outcome.errors()[voice]))
                .orElse(0);
    }

    /// One series is seeded, its state is that of all, and ticks bring values drawn at random.
    private static void ticks(int count, Learned model) {
        Forecaster forecaster = new Forecaster(Cadence.quarters());
        SplittableRandom dice = new SplittableRandom(1);
        int history = 8 * 96;
        double[] levels = new double[count];
        Arrays.setAll(levels, _ -> 10 + 1000 * dice.nextDouble());
        long began = System.nanoTime();
        double[] values = new double[history];
        for (int t = 0; t < history; t++) {
            values[t] = value(levels[0], t, dice);
        }
        forecaster.seed("s0", Series.of(BEGAN, QUARTER, values));
        System.out.printf("%none series seeded with 8 days in %.3f s%n", seconds(began));
        byte[] state = forecaster.save("s0");
        for (int i = 1; i < count; i++) {
            forecaster.load("s" + i, state);
        }
        forecaster.model(model);
        for (int tick = 0; tick < 8; tick++) {
            Map<String, Double> now = new HashMap<>();
            for (int i = 0; i < count; i++) {
                now.put("s" + i, value(levels[i], history + tick, dice));
            }
            Instant at = BEGAN.plus(QUARTER.multipliedBy(history + tick));
            long cpu = cpu();
            began = System.nanoTime();
            int given = forecaster.tick(at, now).stream().mapToInt(f -> f.steps().size()).sum();
            System.out.printf(
                    "tick %d: %,d forecasts in %.2f s, %.2f s of processor time%n",
                    tick + 1, given, seconds(began), (cpu() - cpu) / 1e9);
        }
        System.out.printf("state of one series: %,d bytes%n", forecaster.save("s0").length);
    }

    private static double value(double level, int t, SplittableRandom dice) {
        return level * (1 + 0.3 * Math.sin(2 * Math.PI * t / 96) + 0.1 * dice.nextDouble());
    }

    private static long cpu() {
        return java.lang.management.ManagementFactory.getThreadMXBean()
                .getCurrentThreadCpuTime();
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}

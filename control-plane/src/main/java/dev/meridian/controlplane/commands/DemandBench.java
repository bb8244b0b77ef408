package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.forecast.learn.LiveLearning;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.live.Cadence;
import dev.meridian.controlplane.forecast.model.live.Trial;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `forecast demand`: forecasts of recorded demand beside naive ones, and what a tick of many
/// series costs.
final class DemandBench {
    static final String USAGE =
            """
            Usage: java -jar control-plane.jar forecast demand
              --data=FOLDER             with the folders demand and philly of recorded series
              --series=10000            how many a tick is timed with\
            """;

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Instant BEGAN = Instant.parse("2026-01-05T00:00:00Z");
    private static final int MOST_SERIES = 100_000;
    private static final int MOST_ROWS = 100_000;

    private DemandBench() {}

    static int run(Options options, PrintStream out) {
        options.allow(Set.of("data", "series"));
        Path data = options.file("data").orElseThrow(() -> new UsageError("--data is needed."));
        int series = options.number("series", 10_000, MOST_SERIES);
        for (String folder : List.of("demand", "philly")) {
            if (!Files.isDirectory(data.resolve(folder))) {
                throw new BadFile(
                        "%s is not there: --data names the folder of the recorded series."
                                .formatted(data.resolve(folder)));
            }
        }
        Learned model = accuracy(new DemandFiles(data).read(), out);
        new TickBench(series, out).run(model);
        return 0;
    }

    /// Every series is moved to one common time of its middle, so that one model, trained on the
    /// first halves, never sees what it is judged by.
    private static Learned accuracy(Map<String, Series> series, PrintStream out) {
        Cadence cadence = Cadence.quarters();
        Instant middle = BEGAN.plus(Duration.ofDays(70));
        Map<String, Series> moved = new LinkedHashMap<>();
        List<Series> halves = new ArrayList<>();
        series.forEach((id, one) -> {
            Instant start =
                    middle.minus(QUARTER.multipliedBy(one.length() / 2)).plus(weekday(one, middle));
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
                                MOST_ROWS,
                                new Training("real demand", middle, BEGAN, middle))
                        .orElseThrow();
        out.printf(
                "%d series; the model learned from %,d rows in %.1f s%n%n",
                series.size(), model.provenance().rows(), (System.nanoTime() - began) / 1e9);
        Instant from = middle.plus(Duration.ofDays(1));
        new DemandTable(cadence, out).print(new Trial(cadence, moved).run(model, middle, from));
        return model;
    }

    /// So that a Monday stays a Monday.
    private static Duration weekday(Series one, Instant middle) {
        long week = Duration.ofDays(7).dividedBy(QUARTER);
        long wanted = one.start().getEpochSecond() / 900 % week;
        long got =
                middle.minus(QUARTER.multipliedBy(one.length() / 2)).getEpochSecond() / 900 % week;
        long turn = Math.floorMod(wanted - got, week);
        return QUARTER.multipliedBy(turn > week / 2 ? turn - week : turn);
    }
}

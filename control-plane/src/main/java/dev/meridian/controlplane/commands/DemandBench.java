package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.trials.Halves;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.live.Cadence;
import dev.meridian.controlplane.forecast.model.live.Trial;
import java.io.PrintStream;
import java.nio.file.Path;
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

    private static final int MOST_SERIES = 100_000;

    private DemandBench() {}

    static int run(Options options, PrintStream out) {
        options.allow(Set.of("data", "series"));
        Path data = options.file("data").orElseThrow(() -> new UsageError("--data is needed."));
        int series = options.number("series", 10_000, MOST_SERIES);
        Learned model = accuracy(DemandFiles.in(data).read(), out);
        new TickBench(series, out).run(model);
        return 0;
    }

    private static Learned accuracy(Map<String, Series> series, PrintStream out) {
        Cadence cadence = Cadence.quarters();
        Halves halves = Halves.of(series);
        long began = System.nanoTime();
        Learned model = halves.learned(cadence);
        out.printf(
                "%d series; the model learned from %,d rows in %.1f s%n%n",
                series.size(), model.provenance().rows(), (System.nanoTime() - began) / 1e9);
        new DemandTable(cadence, out)
                .print(
                        new Trial(cadence, halves.series())
                                .run(model, halves.middle(), halves.judged()));
        return model;
    }
}

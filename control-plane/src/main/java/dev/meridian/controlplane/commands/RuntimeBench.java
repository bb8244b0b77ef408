package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.forecast.model.runtime.Distribution;
import dev.meridian.controlplane.forecast.model.runtime.Finished;
import dev.meridian.controlplane.forecast.model.runtime.Prediction;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// `forecast runtimes`: which share of a recorded trace's runs is foretold within a factor of two.
///
/// The first part of the trace is learned from and not counted.
final class RuntimeBench implements RuntimeReplay.Witness {
    static final String USAGE =
            """
            Usage: java -jar control-plane.jar forecast runtimes
              --trace=FILE              submit time, seconds, accelerators, tenant\
            """;

    private static final double UNCOUNTED = 0.4;

    private final int counted;
    private final Map<String, double[]> lastTwo = new HashMap<>();
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final RuntimeLimit limit = new RuntimeLimit();

    private static final class Tally {
        private int runs;
        private int within;
        private int covered;

        void add(double foretold, double actual) {
            runs++;
            within += foretold <= 2 * actual && actual <= 2 * foretold ? 1 : 0;
        }

        void add(Distribution foretold, double actual) {
            add(foretold.p50(), actual);
            covered += foretold.p10() <= actual && actual <= foretold.p90() ? 1 : 0;
        }
    }

    /// @param counted the number of the first run that counts
    private RuntimeBench(int counted) {
        this.counted = counted;
    }

    static int run(Options options, PrintStream out) {
        options.allow(Set.of("trace"));
        Path trace = options.file("trace").orElseThrow(() -> new UsageError("--trace is needed."));
        List<Finished> runs = RuntimeTrace.read(trace);
        RuntimeBench bench = new RuntimeBench((int) (runs.size() * UNCOUNTED));
        new RuntimeReplay(bench).of(runs);
        out.printf(
                Locale.ROOT,
                "%s: %d runs, of which the last %.0f %% count%n%n%-30s %11s %16s%n",
                trace.getFileName(),
                runs.size(),
                100 * (1 - UNCOUNTED),
                "method",
                "within 2 x",
                "p10-p90 holds");
        bench.tallies.forEach((name, tally) ->
                out.printf(
                        Locale.ROOT,
                        "%-30s %9.1f %% %16s%n",
                        name,
                        100.0 * tally.within / Math.max(1, tally.runs),
                        tally.covered == 0
                                ? ""
                                : "%.1f %%"
                                        .formatted(
                                                100.0 * tally.covered / Math.max(1, tally.runs))));
        out.printf(
                Locale.ROOT,
                "%-30s %9.1f %%%n",
                "best value a kind, afterwards",
                100 * bench.limit.share());
        return 0;
    }

    @Override
    public void asked(int number, Finished run, Prediction alone, Prediction told) {
        if (number < counted) {
            return;
        }
        limit.add(run);
        double[] last = lastTwo.get(run.traits().user());
        if (last != null) {
            tally("last run of the user").add(last[0], run.value());
            tally("mean of the user's last two").add((last[0] + last[1]) / 2, run.value());
        }
        tally("chain of medians").add(alone.distribution(), run.value());
        tally("meridian").add(told.distribution(), run.value());
    }

    private Tally tally(String method) {
        return tallies.computeIfAbsent(method, _ -> new Tally());
    }

    @Override
    public void ended(Finished run) {
        double[] last = lastTwo.get(run.traits().user());
        lastTwo.put(
                run.traits().user(),
                new double[] {run.value(), last == null ? run.value() : last[0]});
    }
}

package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.forecast.learn.Boosting;
import dev.meridian.controlplane.forecast.learn.Learners;
import dev.meridian.controlplane.forecast.model.runtime.Chain;
import dev.meridian.controlplane.forecast.model.runtime.Correction;
import dev.meridian.controlplane.forecast.model.runtime.Distribution;
import dev.meridian.controlplane.forecast.model.runtime.Finished;
import dev.meridian.controlplane.forecast.model.runtime.History;
import dev.meridian.controlplane.forecast.model.runtime.Prediction;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/// `forecast runtimes`: which share of a recorded trace's runs is foretold within a factor of two.
///
/// Runs are asked about in the order of their submission and learned when they end, so nothing is
/// known that was not known then. The first part of the trace is learned from and not counted.
final class RuntimeBench {
    static final String USAGE =
            """
            Usage: java -jar control-plane.jar forecast runtimes
              --trace=FILE              submit time, seconds, accelerators, tenant\
            """;

    private static final double UNCOUNTED = 0.4;
    private static final int REFIT = 1_000;

    private final Chain chain = new Chain();
    private final History history;
    private final Map<String, double[]> lastTwo = new HashMap<>();
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private Correction correction = Correction.NONE;

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

    private RuntimeBench(History history) {
        this.history = history;
    }

    static int run(Options options, PrintStream out) {
        options.allow(Set.of("trace"));
        Path trace = options.file("trace").orElseThrow(() -> new UsageError("--trace is needed."));
        List<Finished> runs = RuntimeTrace.read(trace);
        RuntimeBench bench =
                new RuntimeBench(new History(Learners.residuals(Boosting.residuals(200, 5, 0.04))));
        bench.replay(runs);
        out.printf(
                Locale.ROOT,
                "%s: %d runs, of which the last %.0f %% count%n%n%-28s %11s %16s%n",
                trace.getFileName(),
                runs.size(),
                100 * (1 - UNCOUNTED),
                "method",
                "within 2 x",
                "p10-p90 holds");
        bench.tallies.forEach((name, tally) ->
                out.printf(
                        Locale.ROOT,
                        "%-28s %9.1f %% %16s%n",
                        name,
                        100.0 * tally.within / Math.max(1, tally.runs),
                        tally.covered == 0
                                ? ""
                                : "%.1f %%"
                                        .formatted(
                                                100.0 * tally.covered / Math.max(1, tally.runs))));
        return 0;
    }

    private void replay(List<Finished> runs) {
        PriorityQueue<Finished> going = new PriorityQueue<>(Comparator.comparing(Finished::ended));
        int counted = (int) (runs.size() * UNCOUNTED);
        for (int i = 0; i < runs.size(); i++) {
            Finished run = runs.get(i);
            while (!going.isEmpty() && !going.peek().ended().isAfter(run.began())) {
                learn(going.remove());
            }
            if (i >= counted) {
                ask(run);
            }
            going.add(run);
        }
    }

    private void ask(Finished run) {
        double[] last = lastTwo.get(run.traits().user());
        if (last != null) {
            tally("last run of the user").add(last[0], run.value());
            tally("mean of the user's last two").add((last[0] + last[1]) / 2, run.value());
        }
        chain.predict(run.traits(), run.began())
                .map(Prediction::distribution)
                .ifPresent(told -> tally("chain of medians").add(told, run.value()));
        chain.predict(run.traits(), run.began(), correction)
                .map(Prediction::distribution)
                .ifPresent(told -> tally("meridian").add(told, run.value()));
    }

    private Tally tally(String method) {
        return tallies.computeIfAbsent(method, _ -> new Tally());
    }

    private void learn(Finished run) {
        history.add(chain, run);
        chain.learn(run);
        double[] last = lastTwo.get(run.traits().user());
        lastTwo.put(
                run.traits().user(),
                new double[] {run.value(), last == null ? run.value() : last[0]});
        if (history.seen() % REFIT == 0) {
            history.learn("run times", run.ended()).ifPresent(learned -> correction = learned);
        }
    }
}

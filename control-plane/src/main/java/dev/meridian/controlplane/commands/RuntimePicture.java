package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.plot.Axis;
import dev.meridian.controlplane.commands.plot.Chart;
import dev.meridian.controlplane.commands.plot.Ink;
import dev.meridian.controlplane.forecast.model.runtime.Distribution;
import dev.meridian.controlplane.forecast.model.runtime.Finished;
import dev.meridian.controlplane.forecast.model.runtime.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Run times that were foretold, against what the runs took.
final class RuntimePicture implements RuntimeReplay.Witness {
    private static final double UNCOUNTED = 0.4;
    private static final int DRAWN = 300;
    private static final double SHORTEST = 10;
    private static final double LONGEST = 30 * 86_400.0;

    private final int from;
    private final int every;
    private final List<Pair> pairs = new ArrayList<>();

    private record Pair(double actual, Distribution told) {}

    private RuntimePicture(int runs) {
        from = (int) (runs * UNCOUNTED);
        every = Math.max(1, (runs - from) / DRAWN);
    }

    static Map<String, Chart> of(List<Finished> runs) {
        RuntimePicture picture = new RuntimePicture(runs.size());
        new RuntimeReplay(picture).of(runs);
        return picture.pairs.isEmpty()
                ? Map.of()
                : Map.of("run-times", picture.chart(runs.getLast()));
    }

    @Override
    public void asked(int number, Finished run, Prediction alone, Prediction told) {
        if (number >= from && (number - from) % every == 0) {
            pairs.add(new Pair(run.value(), told.distribution()));
        }
    }

    private Chart chart(Finished last) {
        List<Axis.Tick> ticks =
                List.of(
                        new Axis.Tick(10, "10 s"),
                        new Axis.Tick(60, "1 min"),
                        new Axis.Tick(600, "10 min"),
                        new Axis.Tick(3600, "1 h"),
                        new Axis.Tick(6 * 3600, "6 h"),
                        new Axis.Tick(86_400, "1 day"),
                        new Axis.Tick(7 * 86_400, "1 week"));
        double[] ends = {SHORTEST, LONGEST};
        double[] actual = each(Pair::actual);
        return new Chart(
                        "Run times: foretold at submission against what came, every %dth run"
                                .formatted(every),
                        "Runs submitted until %s. Source: Microsoft Philly, msr-fiddle/philly-traces, CC-BY."
                                .formatted(last.began().toString().substring(0, 10)),
                        Axis.byFactors("what the run took", SHORTEST, LONGEST, ticks),
                        Axis.byFactors("what was foretold", SHORTEST, LONGEST, ticks))
                .band(
                        Ink.NAIVE,
                        "within a factor of two",
                        ends,
                        new double[] {SHORTEST / 2, LONGEST / 2},
                        new double[] {SHORTEST * 2, LONGEST * 2})
                .strokes(
                        Ink.OURS,
                        "p10 to p90",
                        actual,
                        each(pair -> pair.told().p10()),
                        each(pair -> pair.told().p90()))
                .dots(Ink.OURS, "p50", actual, each(pair -> pair.told().p50()));
    }

    private double[] each(ToDoubleFunction<Pair> of) {
        return pairs.stream().mapToDouble(of).toArray();
    }
}

package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.forecast.model.live.Cadence;
import dev.meridian.controlplane.forecast.model.live.Trial;
import dev.meridian.controlplane.forecast.model.live.Voice;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What became of forecasts, series by series and horizon by horizon, beside the experts.
///
/// @param out where it is printed
record DemandTable(Cadence cadence, PrintStream out) {
    private static final int ENOUGH = 100;
    private static final double NEAR_BEST = 1.05;

    /// Of series that were judged often enough to say something.
    void print(Map<String, Trial.Outcome> outcomes) {
        List<Map.Entry<String, Trial.Outcome>> judged =
                outcomes.entrySet().stream()
                        .filter(entry -> entry.getValue().judged() > ENOUGH)
                        .toList();
        out.printf(
                "%-44s %6s %-16s %6s %6s %6s %6s %6s%n",
                "series", "MASE", "best expert", "MASE", "ratio", "P95", "within", "share");
        for (Map.Entry<String, Trial.Outcome> entry : judged) {
            Trial.Outcome outcome = entry.getValue();
            int best = best(outcome);
            out.printf(
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
        out.println();
        double[] means = new double[Voice.EXPERTS + 2];
        for (Map.Entry<String, Trial.Outcome> entry : judged) {
            for (int voice = 0; voice < means.length; voice++) {
                means[voice] += entry.getValue().errors()[voice] / judged.size();
            }
        }
        for (int voice = 0; voice < means.length; voice++) {
            // an expert that some series are too short for has no mean over all
            out.printf(
                    "%-20s MASE %s%n",
                    voice <= Voice.EXPERTS ? Voice.values()[voice].words() : "meridian",
                    Double.isNaN(means[voice]) ? "-" : "%.3f".formatted(means[voice]));
        }
        out.printf("%n%-20s", "horizon");
        cadence.horizons().forEach(steps -> out.printf("%8s", steps * 15 + "m"));
        byHorizon("last value", judged, Trial.Outcome::naiveByHorizon);
        byHorizon("meridian", judged, Trial.Outcome::byHorizon);
        long good =
                judged.stream()
                        .filter(e ->
                                e.getValue().mase()
                                        <= NEAR_BEST * e.getValue().errors()[best(e.getValue())])
                        .count();
        out.printf(
                "%n%nwithin 1.05 of the best expert in hindsight: %d of %d series%n",
                good, judged.size());
        out.printf(
                "truths at or below P95: mean %.3f, worst series %.3f%n",
                judged.stream().mapToDouble(e -> e.getValue().coverage()).average().orElse(0),
                judged.stream().mapToDouble(e -> e.getValue().coverage()).min().orElse(0));
        provisions(judged);
    }

    /// What planners quote, over all horizons: how often demand was above what had been provided
    /// for it, and how much of that was not used.
    private void provisions(List<Map.Entry<String, Trial.Outcome>> judged) {
        out.printf(
                "%n%-44s %15s %15s %15s%n%-44s %8s %6s %8s %6s %8s %6s%n",
                "provided for",
                "P95",
                "ceiling",
                "threshold 80 %",
                "",
                "breaches",
                "slack",
                "breaches",
                "slack",
                "breaches",
                "slack");
        double[] means = new double[6];
        for (Map.Entry<String, Trial.Outcome> entry : judged) {
            Trial.Outcome outcome = entry.getValue();
            double[] shares = {
                outcome.upper().breaches(), outcome.upper().slack(),
                outcome.ceiling().breaches(), outcome.ceiling().slack(),
                outcome.threshold().breaches(), outcome.threshold().slack()
            };
            for (int i = 0; i < means.length; i++) {
                means[i] += shares[i] / judged.size();
            }
            provision(entry.getKey(), shares);
        }
        provision("mean", means);
    }

    private void provision(String name, double[] shares) {
        out.printf("%-44s", name);
        for (int i = 0; i < shares.length; i++) {
            out.printf(i % 2 == 0 ? " %8.3f" : " %6.3f", shares[i]);
        }
        out.println();
    }

    private void byHorizon(
            String name,
            List<Map.Entry<String, Trial.Outcome>> judged,
            Function<Trial.Outcome, double[]> errors) {
        out.printf("%n%-20s", name);
        for (int horizon = 0; horizon < cadence.horizons().size(); horizon++) {
            int at = horizon;
            out.printf(
                    "%8.3f",
                    judged.stream()
                            .mapToDouble(entry -> errors.apply(entry.getValue())[at])
                            .average()
                            .orElse(0));
        }
    }

    private static int best(Trial.Outcome outcome) {
        return IntStream.range(0, Voice.EXPERTS)
                .filter(voice -> !Double.isNaN(outcome.errors()[voice]))
                .boxed()
                .min(Comparator.comparingDouble(voice -> outcome.errors()[voice]))
                .orElse(0);
    }
}

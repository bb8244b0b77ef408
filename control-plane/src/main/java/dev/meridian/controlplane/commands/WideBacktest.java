package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.forecast.learn.PanelLearning;
import dev.meridian.controlplane.forecast.model.Seasons;
import dev.meridian.controlplane.forecast.model.measure.Scale;
import dev.meridian.controlplane.forecast.model.measure.Score;
import dev.meridian.controlplane.forecast.model.measure.Tally;
import dev.meridian.controlplane.forecast.model.panel.Banded;
import dev.meridian.controlplane.forecast.model.panel.Naive;
import dev.meridian.controlplane.forecast.model.panel.Naive2;
import dev.meridian.controlplane.forecast.model.panel.PanelForecaster;
import dev.meridian.controlplane.forecast.model.panel.PanelSeries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Forecasts the series of one wide file from their ends, and holds the other file against it.
final class WideBacktest {
    private final int season;
    private final int horizon;
    private final Consumer<String> progress;

    WideBacktest(int season, int horizon, Consumer<String> progress) {
        this.season = season;
        this.horizon = horizon;
        this.progress = progress;
    }

    List<Score> run(Path train, Path test, Optional<Path> naive2) {
        long began = System.nanoTime();
        Map<String, double[]> known = WideFile.read(train);
        Map<String, double[]> truths = WideFile.read(test);
        List<double[]> histories = new ArrayList<>(known.values());
        List<double[]> later = new ArrayList<>();
        for (String id : known.keySet()) {
            later.add(truth(truths, id, test));
        }
        progress.accept("%,d series read".formatted(known.size()));
        double[] scales =
                histories.stream()
                        .mapToDouble(
                                history -> Scale.ofSeasonalNaive(history, history.length, season))
                        .toArray();
        Tally yardstick = naive2(known, later, scales, naive2);
        List<Score> scores = new ArrayList<>();
        scores.add(naive("last value", 1, histories, later, scales, yardstick));
        scores.add(naive("seasonal naive", season, histories, later, scales, yardstick));
        PanelForecaster forecaster =
                new PanelForecaster(
                        Seasons.ofDay(season), horizon, PanelLearning.usual(), progress);
        List<PanelSeries> panel = forecaster.prepare(histories);
        scores.add(
                tally(panel.stream().map(PanelSeries::smoothed).toList(), later, scales)
                        .score("Holt-Winters", yardstick, seconds(began)));
        scores.add(
                tally(forecaster.forecast(panel), later, scales)
                        .score("meridian", yardstick, seconds(began)));
        return scores;
    }

    private static Tally tally(List<Banded> forecasts, List<double[]> later, double[] scales) {
        Tally tally = new Tally();
        for (int i = 0; i < later.size(); i++) {
            Banded forecast = forecasts.get(i);
            tally.add(later.get(i), forecast.middle(), forecast.low(), forecast.high(), scales[i]);
        }
        return tally;
    }

    private double[] truth(Map<String, double[]> truths, String id, Path file) {
        double[] truth = truths.get(id);
        if (truth == null) {
            throw new BadFile("%s has no row for series %s.".formatted(file, id));
        }
        // a truth that ends early is missing after its end
        double[] whole = new double[horizon];
        Arrays.fill(whole, Double.NaN);
        System.arraycopy(truth, 0, whole, 0, Math.min(horizon, truth.length));
        return whole;
    }

    private Tally naive2(
            Map<String, double[]> known,
            List<double[]> later,
            double[] scales,
            Optional<Path> file) {
        Tally tally = new Tally();
        Map<String, double[]> given = file.map(WideFile::read).orElse(Map.of());
        int i = 0;
        for (Map.Entry<String, double[]> series : known.entrySet()) {
            double[] forecast =
                    file.isPresent()
                            ? truth(given, series.getKey(), file.get())
                            : Naive2.forecast(series.getValue(), season, horizon);
            tally.add(later.get(i), forecast, forecast, forecast, scales[i]);
            i++;
        }
        progress.accept(
                "Naive2 %s: sMAPE %.3f, MASE %.3f"
                        .formatted(
                                file.isPresent() ? "as given" : "computed here",
                                tally.smape(),
                                tally.mase()));
        return tally;
    }

    private Score naive(
            String name,
            int lag,
            List<double[]> histories,
            List<double[]> later,
            double[] scales,
            Tally yardstick) {
        long began = System.nanoTime();
        List<Banded> forecasts =
                histories.stream().map(history -> Naive.forecast(history, lag, horizon)).toList();
        return tally(forecasts, later, scales).score(name, yardstick, seconds(began));
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}

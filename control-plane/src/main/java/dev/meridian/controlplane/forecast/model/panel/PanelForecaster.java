package dev.meridian.controlplane.forecast.model.panel;

import dev.meridian.controlplane.forecast.model.BadSeries;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.Seasons;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Forecasts every series of a panel from its end.
///
/// Smoothing per series, two global models on what the double seasonal and the seasonal naive
/// forecast leave over, a mixture weighed on held-out time, and bands from the errors there.
public final class PanelForecaster {
    private static final int MOST_ROWS = 120_000;
    private static final double PULL = 0.02;

    private static final List<Expertise> BASES =
            List.of(Expertise.DOUBLE_SEASONAL, Expertise.DAY_AGO);

    private final Seasons seasons;
    private final int horizons;
    private final PanelLearners learners;
    private final Consumer<String> progress;
    private final PanelRows table;

    /// @param progress is told what is going on
    public PanelForecaster(
            Seasons seasons, int horizons, PanelLearners learners, Consumer<String> progress) {
        this.seasons = seasons;
        this.horizons = horizons;
        this.learners = learners;
        this.progress = progress;
        this.table = new PanelRows(seasons, horizons);
    }

    /// Fits the experts of each series.
    ///
    /// @throws BadSeries when a series has no value at all, with its number
    public List<PanelSeries> prepare(List<double[]> histories) {
        int stride = stride(histories);
        List<PanelSeries> panel =
                IntStream.range(0, histories.size())
                        .parallel()
                        .mapToObj(i -> prepared(histories.get(i), i, stride))
                        .toList();
        progress.accept("%,d series smoothed".formatted(panel.size()));
        return panel;
    }

    /// One forecast a series, in the same order.
    public List<Banded> forecast(List<PanelSeries> panel) {
        int stride = panel.getFirst().stride();
        Held held = held(panel, stride);
        Mixture mixture = mixture(held);
        progress.accept("weights on held-out time: " + mixture);
        double[] errors = new double[held.truth.length];
        for (int row = 0; row < errors.length; row++) {
            errors[row] = held.truth[row] - mixture.of(held.column(row));
        }
        Calibration calibration =
                Calibration.of(
                        learners.sizes(), held.asked, held.series, held.steps, errors, horizons);
        progress.accept("bands calibrated on %,d errors".formatted(errors.length));
        return last(panel, stride, mixture, calibration);
    }

    private PanelSeries prepared(double[] history, int number, int stride) {
        try {
            return PanelSeries.of(history, seasons, horizons, stride);
        } catch (BadSeries e) {
            throw new BadSeries(
                    "Series %d cannot be forecast: %s.".formatted(number + 1, e.getMessage()));
        }
    }

    /// Half a day where the rows allow it, whole days else.
    private int stride(List<double[]> histories) {
        int stride = Math.max(1, seasons.day() / 2);
        long steps = 0;
        for (double[] history : histories) {
            steps += Math.max(0, history.length - 2L * seasons.week() - 2L * horizons);
        }
        while (steps / stride * Math.min(8, horizons) > MOST_ROWS) {
            stride += Math.max(1, seasons.day() / 2);
        }
        return stride;
    }

    /// What is known of the held-out ends: forecasts in scales above the first base.
    private record Held(
            Rows asked, int[] series, int[] steps, double[] truth, double[][] forecasts) {
        double[] column(int row) {
            double[] column = new double[forecasts.length];
            for (int k = 0; k < column.length; k++) {
                column[k] = forecasts[k][row];
            }
            return column;
        }
    }

    private Held held(List<PanelSeries> panel, int stride) {
        List<Rows> asked = new ArrayList<>();
        List<Learned> models =
                learned(panel, stride, Calibration.ORIGINS * horizons, learners.draft());
        List<int[]> keys = new ArrayList<>();
        for (int base = 0; base < BASES.size(); base++) {
            Rows rows = new Rows(table.names());
            asked.add(rows);
            for (int i = 0; i < panel.size(); i++) {
                PanelSeries series = panel.get(i);
                for (int before = 1; before <= Calibration.ORIGINS; before++) {
                    int origin = series.length() - before * horizons;
                    if (origin < Math.min(series.firstOrigin(), 2 * seasons.day())
                            || origin < 1
                            || BASES.stream()
                                    .anyMatch(each ->
                                            Double.isNaN(
                                                    PanelRows.said(series, origin, each, 1)))) {
                        continue;
                    }
                    table.ask(rows, series, origin, BASES.get(base), horizons);
                    if (base == 0) {
                        for (int h = 1; h <= horizons; h++) {
                            keys.add(new int[] {i, origin, h});
                        }
                    }
                }
            }
        }
        return held(panel, asked, models, keys);
    }

    private Held held(
            List<PanelSeries> panel, List<Rows> asked, List<Learned> models, List<int[]> keys) {
        List<double[]> left = new ArrayList<>();
        for (int base = 0; base < BASES.size(); base++) {
            left.add(models.get(base).predict(asked.get(base)));
        }
        int[] known =
                IntStream.range(0, keys.size())
                        .filter(row ->
                                !Double.isNaN(
                                        panel.get(keys.get(row)[0])
                                                .at(keys.get(row)[1] - 1 + keys.get(row)[2])))
                        .toArray();
        Rows rows = new Rows(table.names());
        double[] truth = new double[known.length];
        double[][] forecasts = new double[BASES.size() + Expertise.COUNT][known.length];
        int[] numbers = new int[known.length];
        int[] steps = new int[known.length];
        for (int i = 0; i < known.length; i++) {
            int row = known[i];
            int[] key = keys.get(row);
            PanelSeries series = panel.get(key[0]);
            rows.add(asked.getFirst().row(row), 0);
            numbers[i] = key[0];
            steps[i] = key[2];
            double zero = PanelRows.said(series, key[1], BASES.getFirst(), key[2]);
            truth[i] = (series.at(key[1] - 1 + key[2]) - zero) / series.scale();
            double[] column = column(series, key[1], key[2], left, row);
            for (int k = 0; k < column.length; k++) {
                forecasts[k][i] = (column[k] - zero) / series.scale();
            }
        }
        return new Held(rows, numbers, steps, truth, forecasts);
    }

    /// All forecasts of one step, in the unit of the series: of the models, then of the experts.
    private static double[] column(
            PanelSeries series, int origin, int h, List<double[]> left, int row) {
        double[] column = new double[left.size() + Expertise.COUNT];
        for (int base = 0; base < left.size(); base++) {
            column[base] =
                    PanelRows.said(series, origin, BASES.get(base), h)
                            + left.get(base)[row] / PanelRows.MAGNIFIED * series.scale();
        }
        for (Expertise expert : Expertise.values()) {
            column[left.size() + expert.ordinal()] = PanelRows.said(series, origin, expert, h);
        }
        return column;
    }

    private Mixture mixture(Held held) {
        double[] start = new double[BASES.size() + Expertise.COUNT];
        for (int base = 0; base < BASES.size(); base++) {
            start[base] = 1.0 / BASES.size();
        }
        return Mixture.of(held.forecasts, held.truth, start, PULL);
    }

    private List<Learned> learned(
            List<PanelSeries> panel, int stride, int hidden, IntFunction<Learner> learner) {
        return IntStream.range(0, BASES.size())
                .parallel()
                .mapToObj(base -> {
                    Rows rows = new Rows(table.names());
                    SplittableRandom dice = new SplittableRandom(1 + base);
                    for (PanelSeries series : panel) {
                        table.learn(rows, series, BASES.get(base), stride, hidden, dice);
                    }
                    progress.accept(
                            "learning from %,d rows above %s"
                                    .formatted(rows.size(), BASES.get(base)));
                    return rows.size() < Silent.FEWEST_ROWS
                            ? new Silent()
                            : learner.apply(base).learn(rows, Training.of("a panel of series"));
                })
                .toList();
    }

    private List<Banded> last(
            List<PanelSeries> panel, int stride, Mixture mixture, Calibration calibration) {
        List<Learned> models = learned(panel, stride, 0, learners.last());
        List<Rows> asked = new ArrayList<>();
        List<double[]> left = new ArrayList<>();
        for (int base = 0; base < BASES.size(); base++) {
            Rows rows = new Rows(table.names());
            for (PanelSeries series : panel) {
                table.ask(rows, series, series.length(), BASES.get(base), horizons);
            }
            asked.add(rows);
            left.add(models.get(base).predict(rows));
        }
        List<Integer> steps =
                IntStream.range(0, asked.getFirst().size())
                        .mapToObj(row -> 1 + row % horizons)
                        .toList();
        double[][] ends = calibration.around(asked.getFirst(), steps);
        List<Banded> forecasts = new ArrayList<>();
        for (int i = 0; i < panel.size(); i++) {
            forecasts.add(
                    forecast(
                            panel.get(i), i * horizons, mixture, left, ends, calibration.serves()));
        }
        return forecasts;
    }

    private Banded forecast(
            PanelSeries series,
            int firstRow,
            Mixture mixture,
            List<double[]> left,
            double[][] ends,
            boolean calibrated) {
        double[] plain = calibrated ? new double[0] : series.widthsOfLastValue();
        double[] middle = new double[horizons];
        double[] low = new double[horizons];
        double[] high = new double[horizons];
        for (int h = 1; h <= horizons; h++) {
            int row = firstRow + h - 1;
            double mixed = mixture.of(column(series, series.length(), h, left, row));
            middle[h - 1] = series.possible(mixed);
            // without calibration, what the last value was wrong by
            double least = calibrated ? 0 : plain[h - 1];
            low[h - 1] = series.possible(mixed + ends[0][row] * series.scale() - least);
            high[h - 1] = series.possible(mixed + ends[1][row] * series.scale() + least);
        }
        return new Banded(middle, low, high);
    }
}

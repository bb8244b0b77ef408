package dev.meridian.controlplane.forecast.model.panel;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.band.ConformalQuantile;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.util.Arrays;
import java.util.List;

/// Bands from errors on held-out time, each divided by what a second model expects of its size.
///
/// Locally weighted split-conformal prediction: Lei, G'Sell, Rinaldo, Tibshirani and Wasserman
/// (2018), section 5.2. The model of sizes is cross-fitted over two halves of the series, so that
/// no error helps to predict its own size.
final class Calibration {
    /// Held-out ends of each series.
    static final int ORIGINS = 2;

    private static final int BLOCKS = 6;
    private static final int FEWEST_ERRORS = 60;
    private static final double FLOOR = 0.02;

    private final int horizons;
    private final boolean enough;
    private final Learned[] halves;
    private final double[] low;
    private final double[] high;

    private Calibration(
            int horizons, boolean enough, Learned[] halves, double[] low, double[] high) {
        this.horizons = horizons;
        this.enough = enough;
        this.halves = halves;
        this.low = low;
        this.high = high;
    }

    /// @param asked the rows of the held-out time
    /// @param series the number of the series of each row
    /// @param steps the horizon of each row
    /// @param errors what was wrong, in scales
    static Calibration of(
            Learner sizes, Rows asked, int[] series, int[] steps, double[] errors, int horizons) {
        Rows[] known = {new Rows(asked.names()), new Rows(asked.names())};
        Rows[] unknown = {new Rows(asked.names()), new Rows(asked.names())};
        for (int row = 0; row < errors.length; row++) {
            float[] numbers = asked.row(row);
            known[series[row] % 2].add(numbers, Math.log(Math.abs(errors[row]) + FLOOR));
            unknown[1 - series[row] % 2].add(numbers, 0);
        }
        Learned[] halves = new Learned[2];
        double[][] expected = new double[2][];
        for (int half = 0; half < 2; half++) {
            Rows rows = known[half].size() == 0 ? known[1 - half] : known[half];
            halves[half] =
                    errors.length < Silent.FEWEST_ROWS
                            ? new Silent()
                            : sizes.learn(rows, Training.of("sizes of errors"));
            expected[half] = halves[half].predict(unknown[half]);
        }
        double[][] standard = new double[BLOCKS][errors.length];
        int[] counts = new int[BLOCKS];
        int[] next = new int[2];
        for (int row = 0; row < errors.length; row++) {
            int other = 1 - series[row] % 2;
            double size = Math.exp(expected[other][next[other]++]);
            int block = block(steps[row], horizons);
            standard[block][counts[block]++] = errors[row] / size;
        }
        double[] low = new double[BLOCKS];
        double[] high = new double[BLOCKS];
        for (int block = 0; block < BLOCKS; block++) {
            double[] own = Arrays.copyOf(standard[block], counts[block]);
            double[] sizesOfOwn = Arrays.stream(own).map(Math::abs).toArray();
            double both = ConformalQuantile.of(sizesOfOwn, 0.95);
            low[block] = -both;
            high[block] = both;
        }
        return new Calibration(horizons, errors.length >= FEWEST_ERRORS, halves, low, high);
    }

    /// Whether there were errors enough to calibrate on.
    boolean serves() {
        return enough;
    }

    private static int block(int step, int horizons) {
        return Math.min(BLOCKS - 1, (step - 1) * BLOCKS / horizons);
    }

    /// The ends of the band around each row's forecast, in scales: below and above.
    double[][] around(Rows asked, List<Integer> steps) {
        double[][] ends = new double[2][asked.size()];
        double[] first = halves[0].predict(asked);
        double[] second = halves[1].predict(asked);
        for (int row = 0; row < asked.size(); row++) {
            double size = (Math.exp(first[row]) + Math.exp(second[row])) / 2;
            int block = block(steps.get(row), horizons);
            ends[0][row] = low[block] * size;
            ends[1][row] = high[block] * size;
        }
        return ends;
    }
}

package dev.meridian.controlplane.forecast.model.panel;

import dev.meridian.controlplane.forecast.model.BadSeries;
import dev.meridian.controlplane.forecast.model.Seasons;
import dev.meridian.controlplane.forecast.model.band.ConformalQuantile;
import dev.meridian.controlplane.forecast.model.expert.Expert;
import dev.meridian.controlplane.forecast.model.expert.HoltWinters;
import dev.meridian.controlplane.forecast.model.expert.LastValue;
import dev.meridian.controlplane.forecast.model.expert.Smoothing;
import dev.meridian.controlplane.forecast.model.expert.SmoothingFit;
import dev.meridian.controlplane.forecast.model.feature.Traits;
import dev.meridian.controlplane.forecast.model.feature.Window;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// One series of a panel: its experts, fitted to its own history, and what they said at each
/// origin.
///
/// An origin is the number of values known; all that is said at an origin looks at those alone, but
/// for the constants of the experts, which are fitted once to the whole history before the end.
public final class PanelSeries {
    private static final int WEEKS_LOOKED_AT = 12;

    private final double[] values;
    private final Seasons seasons;
    private final int horizons;
    private final int stride;
    private final Traits traits;
    private final boolean neverNegative;
    private final Map<Integer, double[][]> said = new HashMap<>();

    private PanelSeries(double[] values, Seasons seasons, int horizons, int stride, Traits traits) {
        this.stride = stride;
        this.values = values;
        this.seasons = seasons;
        this.horizons = horizons;
        this.traits = traits;
        this.neverNegative = Arrays.stream(values).noneMatch(value -> value < 0);
    }

    /// Fits the experts and walks once through the history.
    ///
    /// @param stride steps between origins, counted back from the end
    static PanelSeries of(double[] history, Seasons seasons, int horizons, int stride) {
        int kept = Math.min(history.length, WEEKS_LOOKED_AT * seasons.week());
        double[] values = Arrays.copyOfRange(history, history.length - kept, history.length);
        if (Arrays.stream(values).allMatch(Double::isNaN)) {
            throw new BadSeries("it has no value within its last %,d steps".formatted(kept));
        }
        HoltWinters single = single(values, seasons, horizons);
        HoltWinters twofold = twofold(values, seasons, horizons);
        Traits traits = Traits.of(values, kept, seasons, twofold.smoothing());
        PanelSeries series = new PanelSeries(values, seasons, horizons, stride, traits);
        Expert plain = kept >= 2 * seasons.day() ? single : new LastValue();
        series.walk(kept >= 2 * seasons.week() ? twofold : plain, plain);
        return series;
    }

    private static HoltWinters single(double[] values, Seasons seasons, int horizons) {
        HoltWinters expert = HoltWinters.daily(seasons.day(), Smoothing.USUAL, 0);
        int from = Math.min(values.length / 3, 3 * seasons.day());
        expert.smoothing(
                new SmoothingFit(judged(horizons), 3, 50)
                        .fit(() -> expert, values, values.length, from));
        return expert.begin(values, values.length);
    }

    private static HoltWinters twofold(double[] values, Seasons seasons, int horizons) {
        HoltWinters expert = HoltWinters.weekly(seasons.day(), seasons.week(), Smoothing.USUAL, 0);
        if (values.length >= 2 * seasons.week()) {
            int from = Math.min(values.length / 3, seasons.week());
            expert.smoothing(
                    new SmoothingFit(judged(horizons), 3, 70)
                            .fit(() -> expert, values, values.length, from));
        }
        return expert.begin(values, values.length);
    }

    /// Seven horizons, closer together at first.
    private static int[] judged(int horizons) {
        return IntStream.of(2, 6, 17, 33, 50, 75, 100)
                .map(percent -> Math.max(1, horizons * percent / 100))
                .distinct()
                .toArray();
    }

    private void walk(Expert twofold, Expert single) {
        Set<Integer> origins = new TreeSet<>();
        origins.add(values.length);
        int last = values.length - horizons;
        for (int origin = last; origin >= firstOrigin(); origin -= stride) {
            origins.add(origin);
            origins.add(origin - horizons);
        }
        for (int before = 1; before <= 1 + Calibration.ORIGINS; before++) {
            origins.add(values.length - before * horizons);
        }
        for (int i = 0; i < values.length; i++) {
            single.observe(values[i]);
            if (twofold != single) {
                twofold.observe(values[i]);
            }
            if (origins.contains(i + 1)) {
                double[][] paths = new double[Expertise.COUNT][];
                paths[Expertise.DOUBLE_SEASONAL.ordinal()] = twofold.path(horizons);
                paths[Expertise.HOLT_WINTERS.ordinal()] = single.path(horizons);
                paths[Expertise.DAY_AGO.ordinal()] = ago(i + 1, seasons.day());
                paths[Expertise.WEEK_AGO.ordinal()] = ago(i + 1, seasons.week());
                said.put(i + 1, paths);
            }
        }
    }

    private double[] ago(int origin, int season) {
        return Naive.path(Window.until(values, origin), origin, season, horizons);
    }

    /// The earliest origin from which examples are taken: two weeks, and the horizons before it by
    /// which the experts are judged; less for a series that is short.
    int firstOrigin() {
        int proper = 2 * seasons.week() + 4 + horizons;
        return values.length >= proper + 2 * horizons ? proper : 2 * seasons.day() + horizons;
    }

    int stride() {
        return stride;
    }

    int length() {
        return values.length;
    }

    double at(int index) {
        return values[index];
    }

    Traits traits() {
        return traits;
    }

    double scale() {
        return traits.scale();
    }

    Window until(int origin) {
        return Window.until(values, origin);
    }

    int slotOfWeek(int index) {
        return index % seasons.week();
    }

    /// What the experts said at an origin, by [Expertise] and horizon.
    double[][] said(int origin) {
        return Objects.requireNonNull(said.get(origin), "an origin that was never looked at");
    }

    /// The mean error of each expert over the horizons before an origin, in scales.
    double[] errors(int origin) {
        double[] errors = new double[Expertise.COUNT];
        double[][] before = said.get(origin - horizons);
        for (int expert = 0; expert < errors.length; expert++) {
            double sum = 0;
            int count = 0;
            for (int h = 1; before != null && h <= horizons; h++) {
                double error = Math.abs(values[origin - horizons - 1 + h] - before[expert][h - 1]);
                if (!Double.isNaN(error)) {
                    sum += error;
                    count++;
                }
            }
            errors[expert] = count == 0 ? Double.NaN : sum / count / traits.scale();
        }
        return errors;
    }

    /// What Holt-Winters says at the end, with a band of what it was wrong by at the origins
    /// before.
    public Banded smoothed() {
        int expert = Expertise.HOLT_WINTERS.ordinal();
        double[] middle = said(values.length)[expert];
        double[] widths = new double[horizons];
        for (int h = 1; h <= horizons; h++) {
            int step = h;
            double[] errors =
                    said.entrySet().stream()
                            .filter(entry -> entry.getKey() + step <= values.length)
                            .mapToDouble(entry ->
                                    Math.abs(
                                            values[entry.getKey() + step - 1]
                                                    - entry.getValue()[expert][step - 1]))
                            .filter(error -> !Double.isNaN(error))
                            .toArray();
            widths[h - 1] = ConformalQuantile.of(errors, 0.95);
        }
        Banded band = Banded.around(middle, widths);
        return new Banded(
                Arrays.stream(band.middle()).map(this::possible).toArray(),
                Arrays.stream(band.low()).map(this::possible).toArray(),
                Arrays.stream(band.high()).map(this::possible).toArray());
    }

    /// Half the width of a band around the last value, by horizon.
    double[] widthsOfLastValue() {
        return Naive.widths(values, 1, horizons);
    }

    /// A forecast as it may be: not below zero where the history never was.
    double possible(double forecast) {
        return neverNegative ? Math.max(0, forecast) : forecast;
    }
}

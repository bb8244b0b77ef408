package dev.meridian.controlplane.forecast.model.live;

import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.band.RollingQuantile;
import dev.meridian.controlplane.forecast.model.measure.Errors;
import dev.meridian.controlplane.forecast.model.measure.Score;
import dev.meridian.controlplane.forecast.model.panel.Naive2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Holds the forecasts of one long series against its truth, beside naive ones, from many origins.
///
/// Bands are those that leave one in twenty above and one in twenty below, so `coverage` is the
/// share of truths at or below P95 and the interval score is that of a 90 % band. A naive forecast
/// gets the quantiles of its own last 300 errors at the horizon.
public final class Rolling {
    private static final double TAIL = 0.05;
    private static final int ERRORS_KEPT = 300;
    private static final List<Voice> BESIDE =
            List.of(Voice.LAST_VALUE, Voice.DAY_AGO, Voice.HOLT_WINTERS);

    private final Series history;
    private final Cadence cadence;
    private final int from;
    private final int stride;
    private final double scale;
    private final Row[] rows;
    private final RollingQuantile[][] errors;
    private double naive2Percent;
    private double naive2Scaled;
    private int naive2Count;

    private static final class Row {
        double percent;
        double scaled;
        double score;
        int below;
        int count;

        void add(double truth, double middle, double low, double high, double scale) {
            count++;
            percent += Errors.smape(new double[] {truth}, new double[] {middle});
            scaled += Math.abs(truth - middle) / scale;
            double outside = Math.max(0, low - truth) + Math.max(0, truth - high);
            score += (high - low + outside / TAIL) / scale;
            below += truth <= high ? 1 : 0;
        }
    }

    /// @param from the first origin that is judged
    /// @param stride steps to the next
    /// @param scale what errors are divided by
    public Rolling(Cadence cadence, Series history, int from, int stride, double scale) {
        this.cadence = cadence;
        this.history = history;
        this.from = from;
        this.stride = stride;
        this.scale = scale;
        rows = new Row[BESIDE.size() + 1];
        Arrays.setAll(rows, _ -> new Row());
        errors = new RollingQuantile[BESIDE.size()][cadence.horizons().size()];
        for (RollingQuantile[] each : errors) {
            Arrays.setAll(each, _ -> new RollingQuantile(ERRORS_KEPT));
        }
        waiting = new double[BESIDE.size()][history.length()][];
    }

    /// What each naive forecast said at each origin, until its truth is known.
    private final double[][][] waiting;

    /// Takes the forecast of the next origin.
    public void hear(DemandForecast forecast, int origin) {
        for (int voice = 0; voice < BESIDE.size(); voice++) {
            double[] said = new double[cadence.horizons().size()];
            for (int k = 0; k < said.length; k++) {
                int horizon = cadence.horizons().get(k);
                said[k] = forecast.steps().get(k).said()[BESIDE.get(voice).ordinal()];
                if (origin >= horizon && waiting[voice][origin - horizon] != null) {
                    double before = waiting[voice][origin - horizon][k];
                    errors[voice][k].add(history.at(origin) - before);
                }
            }
            waiting[voice][origin] = said;
        }
        if (origin >= from && (origin - from) % stride == 0) {
            judge(forecast, origin);
        }
    }

    private void judge(DemandForecast forecast, int origin) {
        int farthest = cadence.horizons().getLast();
        double[] past =
                Arrays.copyOfRange(
                        history.values(),
                        Math.max(0, origin + 1 - 4 * cadence.seasons().week()),
                        origin + 1);
        double[] naive2 = Naive2.forecast(past, cadence.seasons().day(), farthest);
        for (int k = 0; k < forecast.steps().size(); k++) {
            Step step = forecast.steps().get(k);
            int then = origin + step.horizon();
            if (then >= history.length() || Double.isNaN(history.at(then))) {
                continue;
            }
            double truth = history.at(then);
            for (int voice = 0; voice < BESIDE.size(); voice++) {
                double middle = step.said()[BESIDE.get(voice).ordinal()];
                if (!Double.isNaN(middle)) {
                    RollingQuantile own = errors[voice][k];
                    rows[voice].add(
                            truth,
                            middle,
                            middle + own.lower(1 - TAIL),
                            middle + own.upper(1 - TAIL),
                            scale);
                }
            }
            rows[BESIDE.size()].add(truth, step.p50(), step.p05(), step.p95(), scale);
            naive2Count++;
            naive2Percent +=
                    Errors.smape(new double[] {truth}, new double[] {naive2[step.horizon() - 1]});
            naive2Scaled += Math.abs(truth - naive2[step.horizon() - 1]) / scale;
        }
    }

    /// A row a method, ours last.
    ///
    /// @param seconds that all took
    public List<Score> scores(double seconds) {
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            Row row = rows[i];
            double percent = row.percent / row.count;
            double scaled = row.scaled / row.count;
            scores.add(
                    new Score(
                            i < BESIDE.size() ? BESIDE.get(i).words() : "meridian",
                            percent,
                            scaled,
                            Errors.owa(
                                    percent,
                                    scaled,
                                    naive2Percent / naive2Count,
                                    naive2Scaled / naive2Count),
                            row.score / row.count,
                            (double) row.below / row.count,
                            seconds));
        }
        return scores;
    }
}

package dev.meridian.controlplane.forecast.model.panel;

import dev.meridian.controlplane.forecast.model.Seasons;
import dev.meridian.controlplane.forecast.model.feature.Features;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Turns series into examples of what an expert left over.
final class PanelRows {
    /// A pseudo-Huber loss bends at 1: so many times larger, most errors count by their size.
    static final double MAGNIFIED = 3;

    private static final double FAR = 8;
    private static final int HORIZONS_AN_ORIGIN = 8;

    private final Features features;
    private final int horizons;

    PanelRows(Seasons seasons, int horizons) {
        this.features = new Features(seasons, Expertise.COUNT);
        this.horizons = horizons;
    }

    List<String> names() {
        return features.names();
    }

    /// What is asked of a model that stands on a base, at one origin: a row a horizon.
    void ask(Rows rows, PanelSeries series, int origin, Expertise base, int until) {
        var at = features.at(series.until(origin), series.traits());
        double[] errors = series.errors(origin);
        for (int h = 1; h <= until; h++) {
            rows.add(row(series, at, origin, h, base, errors), 0);
        }
    }

    /// Examples of a series: origins `stride` apart, a few horizons drawn at each, nothing known
    /// from `hidden` steps before the end on.
    void learn(
            Rows rows,
            PanelSeries series,
            Expertise base,
            int stride,
            int hidden,
            SplittableRandom dice) {
        int end = series.length() - hidden;
        int draws = Math.min(HORIZONS_AN_ORIGIN, horizons);
        for (int origin : origins(series, stride)) {
            if (origin + horizons > end) {
                continue;
            }
            var at = features.at(series.until(origin), series.traits());
            double[] errors = series.errors(origin);
            for (int k = 0; k < draws; k++) {
                int h = 1 + (int) ((k + dice.nextDouble()) * horizons / draws);
                double left =
                        (series.at(origin - 1 + h) - said(series, origin, base, h))
                                / series.scale();
                if (!Double.isNaN(left)) {
                    rows.add(
                            row(series, at, origin, h, base, errors),
                            MAGNIFIED * Math.clamp(left, -FAR, FAR));
                }
            }
        }
    }

    /// Counted back from the end, less the horizons.
    List<Integer> origins(PanelSeries series, int stride) {
        List<Integer> origins = new ArrayList<>();
        int last = series.length() - horizons;
        for (int origin = last; origin >= series.firstOrigin(); origin -= stride) {
            origins.add(origin);
        }
        return origins;
    }

    static double said(PanelSeries series, int origin, Expertise expert, int h) {
        return series.said(origin)[expert.ordinal()][h - 1];
    }

    private float[] row(
            PanelSeries series,
            Features.Origin at,
            int origin,
            int h,
            Expertise base,
            double[] errors) {
        double[] forecasts = new double[Expertise.COUNT];
        for (Expertise expert : Expertise.values()) {
            forecasts[expert.ordinal()] = said(series, origin, expert, h);
        }
        return at.row(
                h,
                series.slotOfWeek(origin - 1 + h),
                forecasts[base.ordinal()],
                series.scale(),
                forecasts,
                errors);
    }
}

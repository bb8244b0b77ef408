package dev.meridian.controlplane.console.forecasts;

import dev.meridian.controlplane.forecast.model.view.PastForecast;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A band as small as a browser can plot it from.
///
/// @param now where the past ends, milliseconds since 1970
/// @param past `[at, actual, p05, p50, p95]` each; null: not known
/// @param ahead `[at, p05, p50, p95, ceiling]` each
record BandSeries(
        String unit,
        long now,
        List<List<@Nullable Double>> past,
        List<List<@Nullable Double>> ahead) {

    static BandSeries of(SeriesForecast forecast, List<PastForecast> past) {
        List<List<@Nullable Double>> before = new ArrayList<>();
        for (PastForecast each : past) {
            before.add(
                    row(
                            each.at().toEpochMilli(),
                            each.actual(),
                            each.p05(),
                            each.p50(),
                            each.p95()));
        }
        List<List<@Nullable Double>> after = new ArrayList<>();
        for (SeriesForecast.Point point : forecast.points()) {
            after.add(
                    row(
                            point.at().toEpochMilli(),
                            point.p05(),
                            point.p50(),
                            point.p95(),
                            point.ceiling()));
        }
        return new BandSeries(
                forecast.series().key().unit(), forecast.origin().toEpochMilli(), before, after);
    }

    private static List<@Nullable Double> row(double... values) {
        List<@Nullable Double> row = new ArrayList<>();
        for (double value : values) {
            row.add(Double.isFinite(value) ? value : null);
        }
        return row;
    }
}

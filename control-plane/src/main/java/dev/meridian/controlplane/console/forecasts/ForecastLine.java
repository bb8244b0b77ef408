package dev.meridian.controlplane.console.forecasts;

import dev.meridian.controlplane.console.look.Show;
import dev.meridian.controlplane.forecast.model.view.PastError;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast.Point;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One series in the list.
///
/// @param soon p50 of the next hour
/// @param later p50 of the next day
/// @param band p05 to p95 of the next day
/// @param error beside the naive one; null: none has a truth yet
public record ForecastLine(
        int id,
        DemandKey key,
        Instant origin,
        String soon,
        String later,
        String band,
        double share,
        @Nullable String fallback,
        @Nullable Instant driftedAt,
        @Nullable PastError error) {
    private static final int HOUR = 2;

    static ForecastLine of(SeriesForecast forecast, Show show) {
        DemandKey key = forecast.series().key();
        Amounts amounts = new Amounts(key.unit(), show);
        int last = forecast.points().size() - 1;
        Point day = forecast.points().get(last);
        return new ForecastLine(
                forecast.series().id(),
                key,
                forecast.origin(),
                amounts.of(forecast.points().get(Math.min(HOUR, last)).p50()),
                amounts.of(day.p50()),
                amounts.of(day.p05()) + " to " + amounts.of(day.p95()),
                forecast.share(),
                forecast.fallback(),
                forecast.driftedAt(),
                PastError.of(forecast.errors(), 0, last));
    }
}

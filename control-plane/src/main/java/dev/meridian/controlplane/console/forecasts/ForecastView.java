package dev.meridian.controlplane.console.forecasts;

import dev.meridian.controlplane.console.failing.RefusedPage;
import dev.meridian.controlplane.console.look.Show;
import dev.meridian.controlplane.forecast.model.view.ErrorDay;
import dev.meridian.controlplane.forecast.model.view.Horizons;
import dev.meridian.controlplane.forecast.model.view.PastError;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast.Point;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One series as its page shows it.
///
/// @param voices at one horizon
/// @param days newest first
public record ForecastView(
        int id,
        DemandKey key,
        Instant origin,
        @Nullable Long model,
        double share,
        @Nullable String fallback,
        @Nullable Instant driftedAt,
        @Nullable PastError error,
        List<PointRow> points,
        List<VoiceRow> voices,
        List<DayRow> days,
        Amounts amounts) {

    /// As addresses write the horizons.
    public static final List<String> LEADS = Horizons.ALL.stream().map(ForecastView::word).toList();

    /// @param error of this horizon alone
    public record PointRow(
            String horizon,
            Instant at,
            String p05,
            String p50,
            String p95,
            String ceiling,
            double share,
            @Nullable PastError error) {}

    public record VoiceRow(String name, String value, double weight) {}

    public record DayRow(LocalDate day, PastError error) {}

    static int horizon(String lead) {
        int found = LEADS.indexOf(lead);
        if (found < 0) {
            throw RefusedPage.unreadable(
                    "Nothing is forecast \""
                            + lead
                            + "\" ahead; take "
                            + String.join(", ", LEADS)
                            + ".");
        }
        return found;
    }

    private static String word(Duration horizon) {
        return horizon.toMinutes() < 60 ? horizon.toMinutes() + "m" : horizon.toHours() + "h";
    }

    static ForecastView of(SeriesForecast forecast, int horizon, Show show) {
        DemandKey key = forecast.series().key();
        Amounts amounts = new Amounts(key.unit(), show);
        List<Point> points = forecast.points();
        return new ForecastView(
                forecast.series().id(),
                key,
                forecast.origin(),
                forecast.model(),
                forecast.share(),
                forecast.fallback(),
                forecast.driftedAt(),
                PastError.of(forecast.errors(), 0, points.size() - 1),
                points(points, forecast.errors(), amounts),
                points.get(horizon).voices().stream()
                        .map(said ->
                                new VoiceRow(
                                        said.voice().words(),
                                        amounts.of(said.value()),
                                        said.weight()))
                        .toList(),
                days(forecast.errors(), horizon),
                amounts);
    }

    private static List<PointRow> points(
            List<Point> points, List<ErrorDay> errors, Amounts amounts) {
        List<PointRow> rows = new ArrayList<>();
        for (int k = 0; k < points.size(); k++) {
            Point point = points.get(k);
            rows.add(
                    new PointRow(
                            LEADS.get(k),
                            point.at(),
                            amounts.of(point.p05()),
                            amounts.of(point.p50()),
                            amounts.of(point.p95()),
                            amounts.of(point.ceiling()),
                            point.share(),
                            PastError.of(errors, k, k)));
        }
        return rows;
    }

    private static List<DayRow> days(List<ErrorDay> errors, int horizon) {
        List<DayRow> days = new ArrayList<>();
        for (ErrorDay day : errors.reversed()) {
            PastError error = PastError.of(List.of(day), horizon, horizon);
            if (error != null) {
                days.add(new DayRow(day.day(), error));
            }
        }
        return days;
    }
}

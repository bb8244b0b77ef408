package dev.meridian.controlplane.forecast.model.view;

import dev.meridian.controlplane.forecast.model.live.Stage;
import dev.meridian.controlplane.forecast.model.live.Voice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The newest forecast of one series, with its inner life.
///
/// @param origin the start of the last slot that was known
/// @param stage what its history is long enough for
/// @param model whose share the points tell; null: experts alone
/// @param driftedAt when its errors last became larger for good; null: never
/// @param points one a horizon
/// @param errors day by day, oldest first
public record SeriesForecast(
        ForecastSeries series,
        Instant origin,
        Stage stage,
        double scale,
        @Nullable Long model,
        @Nullable Instant driftedAt,
        List<Point> points,
        List<ErrorDay> errors) {

    /// @param at the start of the slot that is forecast
    /// @param ceiling what a planner provides for: the larger of the series' own p95 and that of
    ///   all series of its kind
    /// @param share of the learned model: its weight times its gate
    /// @param gate how far the model is heard beside its base
    /// @param voices what each expert and the model said, and how far it is believed
    public record Point(
            Duration horizon,
            Instant at,
            double p05,
            double p50,
            double p95,
            double ceiling,
            double share,
            double gate,
            List<Said> voices) {}

    /// @param value NaN: it has nothing to say yet
    public record Said(Voice voice, double value, double weight) {}

    /// Why this is less than a whole forecast; null: it is a whole one.
    public @Nullable String fallback() {
        String why =
                switch (stage) {
                    case EMPTY -> "No value is known yet.";
                    case HOURS ->
                            "Less than six hours are known: the last value, with the band of all series of its kind.";
                    case HALF_DAY ->
                            "Less than a day is known: the learned model on the last value.";
                    case DAYS -> "Less than a week is known: no weekly pattern yet.";
                    case WEEKS -> null;
                };
        if (model == null && stage != Stage.EMPTY) {
            return (why == null ? "" : why + " ")
                    + "No model of this kind is learned yet: experts speak alone.";
        }
        return why;
    }

    /// The share of the learned model over all horizons.
    public double share() {
        return points.stream().mapToDouble(Point::share).average().orElse(0);
    }
}

package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.plot.Chart;
import dev.meridian.controlplane.commands.trials.Halves;
import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Series;
import dev.meridian.controlplane.forecast.model.live.Cadence;
import dev.meridian.controlplane.forecast.model.live.DemandForecast;
import dev.meridian.controlplane.forecast.model.live.Trial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Forecasts of recorded demand: what was said and what came, errors and bands.
final class DemandPictures {
    private DemandPictures() {}

    /// The same trial as `forecast demand` prints.
    static Map<String, Chart> of(Map<String, Series> recorded) {
        Cadence cadence = Cadence.quarters();
        Halves halves = Halves.of(recorded);
        Learned model = halves.learned(cadence);
        CoursePictures courses = new CoursePictures(recorded, halves.series());
        ErrorPictures errors = new ErrorPictures(cadence, halves.series(), halves.judged());
        new Trial(cadence, halves.series())
                .walk(
                        model,
                        halves.middle(),
                        forecast -> {
                            if (!forecast.origin().isBefore(halves.judged())) {
                                courses.hear(forecast);
                                errors.hear(forecast);
                            }
                        });
        Map<String, Chart> charts = new LinkedHashMap<>(courses.charts());
        charts.putAll(errors.charts());
        return charts;
    }

    /// Its value at the time of a step; NaN where none is known.
    static double truth(Series series, DemandForecast forecast, int horizon) {
        long then =
                Duration.between(series.start(), forecast.origin()).dividedBy(series.step())
                        + horizon;
        return then >= 0 && then < series.length() ? series.at((int) then) : Double.NaN;
    }
}

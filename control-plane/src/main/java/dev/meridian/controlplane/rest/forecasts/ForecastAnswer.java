package dev.meridian.controlplane.rest.forecasts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.forecast.model.live.Voice;
import dev.meridian.controlplane.forecast.model.view.ErrorDay;
import dev.meridian.controlplane.forecast.model.view.PastError;
import dev.meridian.controlplane.forecast.model.view.PastForecast;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast.Point;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What one series will need.
///
/// @param origin the start of the last quarter of an hour that was known
/// @param stage what its history is long enough for
/// @param fallback why this is less than a whole forecast; absent: it is a whole one
/// @param driftedAt when its errors last became larger for good
/// @param points one a horizon
/// @param experts what each says and how far it is believed, in the order of the points
/// @param pastError over the last days, beside the naive forecast; absent: none has a truth yet
/// @param past where it was asked for
@JsonInclude(JsonInclude.Include.NON_NULL)
record ForecastAnswer(
        int id,
        String scope,
        String owner,
        String resource,
        String measure,
        String unit,
        Instant origin,
        String stage,
        @Nullable String fallback,
        ModelShare model,
        @Nullable Instant driftedAt,
        List<PointAnswer> points,
        List<Expert> experts,
        @Nullable ErrorAnswer pastError,
        List<DayAnswer> errorDays,
        @Nullable List<PastAnswer> past) {

    /// @param id of the learned model that was heard; absent: experts spoke alone
    /// @param share of it in the points, 0 to 1, the mean over all horizons
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ModelShare(@Nullable Long id, double share) {}

    /// @param ceiling what a planner provides for
    /// @param modelShare how far the learned model is in it, 0 to 1
    /// @param pastError of this horizon alone
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PointAnswer(
            long horizonSeconds,
            Instant at,
            double p05,
            double p50,
            double p95,
            double ceiling,
            double modelShare,
            @Nullable ErrorAnswer pastError) {}

    /// @param values null: it has nothing to say
    record Expert(String name, List<@Nullable Double> values, List<Double> weights) {}

    /// @param judged how many forecasts had a truth
    /// @param mae mean absolute error, in the unit of the series
    /// @param naiveMae that of the last value
    /// @param ratio of the two; below 1 is better than naive
    /// @param coverage share of truths at or below p95
    /// @param within share of truths between p05 and p95
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ErrorAnswer(
            int judged,
            double mae,
            double naiveMae,
            @Nullable Double ratio,
            double coverage,
            double within) {}

    record DayAnswer(LocalDate day, ErrorAnswer error) {}

    /// What was said of a quarter of an hour some time before it, beside what came; absent fields:
    /// it is not known.
    ///
    /// @param replayed worked out later from what was known then
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PastAnswer(
            Instant at,
            @Nullable Double actual,
            @Nullable Double p05,
            @Nullable Double p50,
            @Nullable Double p95,
            boolean replayed) {}

    /// @param last index of the longest horizon that is told
    static ForecastAnswer of(SeriesForecast forecast, int last, @Nullable List<PastForecast> past) {
        DemandKey key = forecast.series().key();
        List<Point> points =
                forecast.points().subList(0, Math.min(last + 1, forecast.points().size()));
        return new ForecastAnswer(
                forecast.series().id(),
                key.scope().word(),
                key.owner(),
                key.resource(),
                key.measure().word(),
                key.unit(),
                forecast.origin(),
                forecast.stage().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                forecast.fallback(),
                new ModelShare(forecast.model(), forecast.share()),
                forecast.driftedAt(),
                points(points, forecast.errors()),
                experts(points),
                error(PastError.of(forecast.errors(), 0, last)),
                days(forecast.errors(), last),
                past == null ? null : past.stream().map(ForecastAnswer::past).toList());
    }

    private static List<PointAnswer> points(List<Point> points, List<ErrorDay> errors) {
        List<PointAnswer> answers = new ArrayList<>();
        for (int k = 0; k < points.size(); k++) {
            Point point = points.get(k);
            answers.add(
                    new PointAnswer(
                            point.horizon().toSeconds(),
                            point.at(),
                            point.p05(),
                            point.p50(),
                            point.p95(),
                            point.ceiling(),
                            point.share(),
                            error(PastError.of(errors, k, k))));
        }
        return answers;
    }

    private static List<Expert> experts(List<Point> points) {
        List<Expert> experts = new ArrayList<>();
        for (Voice voice : Voice.values()) {
            List<@Nullable Double> values = new ArrayList<>();
            for (Point point : points) {
                values.add(number(point.voices().get(voice.ordinal()).value()));
            }
            experts.add(
                    new Expert(
                            voice.words(),
                            values,
                            points.stream()
                                    .map(point -> point.voices().get(voice.ordinal()).weight())
                                    .toList()));
        }
        return experts;
    }

    private static List<DayAnswer> days(List<ErrorDay> errors, int last) {
        List<DayAnswer> days = new ArrayList<>();
        for (ErrorDay day : errors) {
            ErrorAnswer error = error(PastError.of(List.of(day), 0, last));
            if (error != null) {
                days.add(new DayAnswer(day.day(), error));
            }
        }
        return days;
    }

    private static @Nullable ErrorAnswer error(@Nullable PastError error) {
        return error == null
                ? null
                : new ErrorAnswer(
                        error.judged(),
                        error.error(),
                        error.naive(),
                        error.ratio(),
                        error.coverage(),
                        error.within());
    }

    private static PastAnswer past(PastForecast past) {
        return new PastAnswer(
                past.at(),
                number(past.actual()),
                number(past.p05()),
                number(past.p50()),
                number(past.p95()),
                past.replayed());
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}

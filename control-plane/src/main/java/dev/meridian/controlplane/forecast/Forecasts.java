package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.model.view.ForecastQuestion;
import dev.meridian.controlplane.forecast.model.view.PastForecast;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast;
import dev.meridian.controlplane.forecast.store.ForecastReads;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import dev.meridian.controlplane.telemetry.DemandQueries;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Answers what will be needed.
@Service
public class Forecasts {
    /// So far back errors are told.
    private static final Duration ERRORS = Duration.ofDays(14);

    private final ForecastReads reads;
    private final DemandQueries demand;

    Forecasts(ForecastReads reads, DemandQueries demand) {
        this.reads = reads;
        this.demand = demand;
    }

    /// In the order of their ids.
    ///
    /// @param after the id of a series: those behind it
    public List<SeriesForecast> find(ForecastQuestion question, int after, int limit, Instant now) {
        return reads.found(
                question, after, limit, now.minus(ERRORS).atOffset(ZoneOffset.UTC).toLocalDate());
    }

    /// One series; empty also where its project is not to be seen.
    public Optional<SeriesForecast> one(int id, VisibleProjects visible, Instant now) {
        return find(new ForecastQuestion(null, null, null, null, visible), id - 1, 1, now).stream()
                .filter(each -> each.series().id() == id)
                .findFirst();
    }

    /// When the newest forecast was made that a question is about; changes with every tick.
    public Instant newest(ForecastQuestion question) {
        return reads.newest(question);
    }

    /// What was said of each slot that long before it, beside what came; slot by slot.
    ///
    /// @param horizon its index
    public List<PastForecast> past(SeriesForecast forecast, int horizon, Instant from, Instant to) {
        Course course = demand.course(forecast.series().key(), from, to, Statistic.MEAN);
        Map<Instant, PastForecast> said =
                reads.past(forecast.series().id(), horizon, course.start(), to);
        List<PastForecast> past = new ArrayList<>();
        for (int i = 0; i < course.values().length; i++) {
            Instant at = course.at(i);
            double actual = course.values()[i];
            PastForecast one = said.get(at);
            past.add(
                    one == null
                            ? new PastForecast(
                                    at, actual, Double.NaN, Double.NaN, Double.NaN, false)
                            : new PastForecast(
                                    at, actual, one.p05(), one.p50(), one.p95(), one.replayed()));
        }
        return past;
    }
}

package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.model.view.ForecastSeries;
import dev.meridian.controlplane.forecast.store.ForecastDays;
import dev.meridian.controlplane.forecast.store.ForecastStore;
import dev.meridian.controlplane.forecast.store.ForecastStore.Given;
import dev.meridian.controlplane.forecast.store.ModelStore;
import dev.meridian.controlplane.forecast.store.StateStore;
import dev.meridian.controlplane.telemetry.DemandQueries;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Statistic;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// What the series of a kind read and write.
@Component
@EnableConfigurationProperties(ForecastSettings.class)
class ForecastDesk {
    private final DemandQueries demand;
    private final ForecastStore store;
    private final ForecastDays days;
    private final StateStore states;
    private final ModelStore models;
    private final ForecastSettings settings;

    ForecastDesk(
            DemandQueries demand,
            ForecastStore store,
            ForecastDays days,
            StateStore states,
            ModelStore models,
            ForecastSettings settings) {
        this.demand = demand;
        this.store = store;
        this.days = days;
        this.states = states;
        this.models = models;
        this.settings = settings;
    }

    StateStore states() {
        return states;
    }

    ModelStore models() {
        return models;
    }

    ForecastSettings settings() {
        return settings;
    }

    /// How series went, from their first observed slot to their last; none of one without any.
    Map<Integer, Course> courses(Collection<ForecastSeries> series, Instant from, Instant to) {
        Map<DemandKey, Integer> ids = new HashMap<>();
        series.forEach(each -> ids.put(each.key(), each.id()));
        Map<Integer, Course> courses = new HashMap<>();
        demand.courses(ids.keySet(), from, to, Statistic.MEAN)
                .forEach((key, course) -> {
                    Course trimmed = course.trimmed();
                    if (trimmed.values().length > 0) {
                        courses.put(ids.get(key), trimmed);
                    }
                });
        return courses;
    }

    /// What is known of the slots from one to another, both included.
    Map<Instant, Map<Integer, Double>> values(
            Collection<ForecastSeries> series, Instant first, Instant last) {
        Map<Instant, Map<Integer, Double>> values = new HashMap<>();
        courses(series, first, last.plus(Course.SLOT))
                .forEach((id, course) -> {
                    for (int i = 0; i < course.values().length; i++) {
                        if (!Double.isNaN(course.values()[i])) {
                            values.computeIfAbsent(course.at(i), _ -> new HashMap<>())
                                    .put(id, course.values()[i]);
                        }
                    }
                });
        return values;
    }

    void tick(Instant at, List<Given> given, Map<Integer, Double> values, List<Integer> horizons) {
        if (!given.isEmpty()) {
            days.make(at.atOffset(ZoneOffset.UTC).toLocalDate());
            store.tick(at, given, values, horizons);
        }
    }

    void replay(List<Given> given) {
        if (!given.isEmpty()) {
            given.stream()
                    .map(each -> each.forecast().origin().atOffset(ZoneOffset.UTC).toLocalDate())
                    .distinct()
                    .forEach(days::make);
            store.replay(given);
        }
    }

    void judgeAnew(Map<Instant, Map<Integer, Double>> truths, List<Integer> horizons) {
        store.judgeAnew(truths, horizons);
    }

    void heads(Instant at, List<Given> given) {
        if (!given.isEmpty()) {
            store.heads(at, given);
        }
    }
}

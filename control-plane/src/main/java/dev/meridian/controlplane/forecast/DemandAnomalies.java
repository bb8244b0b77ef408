package dev.meridian.controlplane.forecast;

import static java.util.stream.Collectors.groupingBy;

import dev.meridian.controlplane.forecast.model.anomaly.Sensitivity;
import dev.meridian.controlplane.forecast.model.anomaly.SubjectKey;
import dev.meridian.controlplane.forecast.model.anomaly.Watched;
import dev.meridian.controlplane.forecast.model.anomaly.Watched.Metric;
import dev.meridian.controlplane.forecast.store.WatchStore;
import dev.meridian.controlplane.forecast.store.WatchStore.State;
import dev.meridian.controlplane.telemetry.DemandQueries;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import dev.meridian.controlplane.telemetry.model.demand.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Watches series of demand: what is used, and what is asked for.
@Component
class DemandAnomalies {
    /// Of a series that nobody has watched yet so much is learned from.
    private static final Duration FIRST = Duration.ofDays(28);

    /// So long after its end a slot is sure to be stored.
    private static final Duration STORED = Duration.ofMinutes(3);

    private final DemandQueries demand;
    private final WatchStore states;

    DemandAnomalies(DemandQueries demand, WatchStore states) {
        this.demand = demand;
        this.states = states;
    }

    void look(AnomalyBook.Page book, Instant now) {
        Instant until = Course.slotOf(now.minus(STORED));
        for (Scope scope : Scope.values()) {
            if (states.newest(scope.word()).filter(seen -> !seen.isBefore(until)).isPresent()) {
                continue;
            }
            Map<String, List<DemandKey>> owners =
                    demand.keys(key -> key.scope() == scope && isWatched(key)).stream()
                            .collect(groupingBy(DemandKey::owner));
            Map<String, State> known = states.of(scope.word());
            Map<String, State> next = new HashMap<>();
            owners.forEach((owner, keys) -> {
                State state = known.get(owner);
                if (state == null || state.seenUntil().isBefore(until)) {
                    next.put(owner, look(book, subject(scope, owner), keys, state, until));
                }
            });
            states.save(scope.word(), next);
            book.close(scope.word(), until);
        }
    }

    /// What is allocated follows what is asked for, and capacity is changed by people.
    private static boolean isWatched(DemandKey key) {
        return key.measure() == Measure.USED || key.measure() == Measure.DEMAND;
    }

    private State look(
            AnomalyBook.Page book,
            SubjectKey subject,
            List<DemandKey> keys,
            @Nullable State state,
            Instant until) {
        Watched watched =
                state == null
                        ? new Watched(Sensitivity.DEMAND)
                        : Watched.resume(Sensitivity.DEMAND, state.state());
        Instant from = state == null ? until.minus(FIRST) : state.seenUntil();
        Map<DemandKey, Course> courses = demand.courses(keys, from, until, Statistic.MEAN);
        Instant at = from;
        for (int slot = 0; at.isBefore(until); slot++) {
            Map<Metric, Double> values = new TreeMap<>();
            for (Map.Entry<DemandKey, Course> each : courses.entrySet()) {
                double[] course = each.getValue().values();
                if (slot < course.length && !Double.isNaN(course[slot])) {
                    values.put(metric(each.getKey()), course[slot]);
                }
            }
            watched.observe(at, values).forEach(outlier -> book.add(subject, outlier));
            at = at.plus(Course.SLOT);
        }
        return new State(until, watched.state());
    }

    private static Metric metric(DemandKey key) {
        return new Metric(key.resource() + " " + key.measure().word(), "");
    }

    private static SubjectKey subject(Scope scope, String owner) {
        return new SubjectKey(
                scope.word(),
                owner,
                owner,
                switch (scope) {
                    case CLUSTER, POOL -> null;
                    case PROJECT -> owner;
                    case SERVICE -> owner.substring(0, owner.indexOf('/'));
                });
    }
}

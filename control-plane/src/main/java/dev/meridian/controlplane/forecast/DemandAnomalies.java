package dev.meridian.controlplane.forecast;

import static java.util.Objects.requireNonNull;
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
import java.util.EnumMap;
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

    /// So many owners are read together: their weeks, where nobody has watched them yet, fit in
    /// memory.
    private static final int AT_ONCE = 200;

    /// So long after its end a slot is sure to be stored.
    private static final Duration STORED = Duration.ofMinutes(3);

    private final DemandQueries demand;
    private final Map<Scope, Watchers> watchers = new EnumMap<>(Scope.class);

    DemandAnomalies(DemandQueries demand, WatchStore states) {
        this.demand = demand;
        for (Scope scope : Scope.values()) {
            watchers.put(scope, new Watchers(states, scope.word()));
        }
    }

    void look(AnomalyBook.Page book, Instant now) {
        Instant until = Course.slotOf(now.minus(STORED));
        watchers.forEach((scope, known) -> {
            @Nullable Instant looked = known.lookedUntil().orElse(null);
            if (looked == null || looked.isBefore(until)) {
                look(book, scope, known, looked, until);
                known.save(looked, until);
                book.close(scope.word(), until);
            }
        });
    }

    /// Owners that were seen until the same moment are read together.
    private void look(
            AnomalyBook.Page book,
            Scope scope,
            Watchers known,
            @Nullable Instant looked,
            Instant until) {
        Map<String, List<DemandKey>> owners =
                demand.keys(key -> key.scope() == scope && isWatched(key)).stream()
                        .collect(groupingBy(DemandKey::owner));
        Map<Instant, List<String>> bySeen =
                owners.keySet().stream().collect(groupingBy(owner -> from(known, owner, until)));
        bySeen.forEach((from, some) -> {
            for (int at = 0; at < some.size(); at += AT_ONCE) {
                List<String> part = some.subList(at, Math.min(some.size(), at + AT_ONCE));
                Map<DemandKey, Course> courses =
                        demand.courses(
                                part.stream()
                                        .flatMap(one -> requireNonNull(owners.get(one)).stream())
                                        .toList(),
                                from,
                                until,
                                Statistic.MEAN);
                for (String owner : part) {
                    @Nullable State state = known.of(owner);
                    Map<DemandKey, Course> own = new TreeMap<>();
                    requireNonNull(owners.get(owner))
                            .forEach(key -> own.put(key, requireNonNull(courses.get(key))));
                    known.keep(
                            owner,
                            look(
                                    book,
                                    subject(scope, owner),
                                    own,
                                    state,
                                    new Span(from, state == null ? from : looked, until)));
                }
            }
        });
    }

    private static Instant from(Watchers known, String owner, Instant until) {
        @Nullable State state = known.of(owner);
        return state == null ? until.minus(FIRST) : state.seenUntil();
    }

    /// @param judged outliers before it have been told; null: nothing has
    private record Span(Instant from, @Nullable Instant judged, Instant until) {
        boolean isJudged(Instant at) {
            return judged == null || !at.isBefore(judged);
        }
    }

    /// What is allocated follows what is asked for, and capacity is changed by people.
    private static boolean isWatched(DemandKey key) {
        return key.measure() == Measure.USED || key.measure() == Measure.DEMAND;
    }

    private static State look(
            AnomalyBook.Page book,
            SubjectKey subject,
            Map<DemandKey, Course> courses,
            @Nullable State state,
            Span span) {
        Watched watched =
                state == null
                        ? new Watched(Sensitivity.DEMAND)
                        : Watched.resume(Sensitivity.DEMAND, state.state());
        Instant at = span.from();
        for (int slot = 0; at.isBefore(span.until()); slot++) {
            Map<Metric, Double> values = new TreeMap<>();
            for (Map.Entry<DemandKey, Course> each : courses.entrySet()) {
                double[] course = each.getValue().values();
                if (slot < course.length && !Double.isNaN(course[slot])) {
                    values.put(metric(each.getKey()), course[slot]);
                }
            }
            boolean judged = span.isJudged(at);
            watched.observe(at, values)
                    .forEach(outlier -> {
                        if (judged) {
                            book.add(subject, outlier);
                        }
                    });
            at = at.plus(Course.SLOT);
        }
        return new State(span.until(), watched.state());
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

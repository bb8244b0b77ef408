package dev.meridian.controlplane.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meridian.controlplane.projects.Access;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import dev.meridian.controlplane.telemetry.DemandQueries;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Loaded;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import dev.meridian.controlplane.telemetry.model.demand.Statistic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How demand went, by the quarter of an hour.
@RestController
@RequestMapping("/api/v1/telemetry/demand")
class DemandApi {
    private static final Duration USUAL_LENGTH = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(400);

    /// Of all series of an answer together: some megabytes.
    private static final long MOST_VALUES = 500_000;

    private final DemandQueries demand;
    private final Access access;
    private final Clock clock;

    DemandApi(DemandQueries demand, Access access, Clock clock) {
        this.demand = demand;
        this.access = access;
        this.clock = clock;
    }

    /// @param unit `cores`, `MiB`, `B/s`, `devices`, `1/s` or `s`
    /// @param loaded what was not observed here but loaded from elsewhere; absent: nothing
    /// @param means of each step; null: nobody observed it
    /// @param maxima of each step
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DemandSeries(
            String scope,
            String owner,
            String resource,
            String measure,
            String unit,
            @Nullable Loaded loaded,
            List<@Nullable Double> means,
            List<@Nullable Double> maxima) {}

    /// @param from the start of the first step
    /// @param items in order; those of projects that the caller does not see are left out
    record DemandAnswer(Instant from, Instant to, long stepSeconds, List<DemandSeries> items) {}

    /// @param scope `cluster`, `pool`, `project` or `service`
    /// @param owner `region/cluster`, `region/cluster/pool`, a project, `project/service`
    /// @param resource `cpu`, `memory`, `network`, `storage`, `accelerator:MODEL`, `requests` or
    ///   `response-time`
    /// @param measure `used`, `allocated`, `demand` or `capacity`
    /// @param from by default a week before `to`
    @GetMapping
    DemandAnswer demand(
            @RequestParam(required = false) @Nullable String scope,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String resource,
            @RequestParam(required = false) @Nullable String measure,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        @Nullable Scope ofScope = word("scope", scope, Scope::of);
        @Nullable Measure ofMeasure = word("measure", measure, Measure::of);
        Instant end = Course.slotOf(to == null ? clock.instant() : to);
        Instant start = Course.slotOf(from == null ? end.minus(USUAL_LENGTH) : from);
        if (!start.isBefore(end) || start.isBefore(end.minus(LONGEST))) {
            throw RefusedRequest.parameter(
                    "from",
                    "from "
                            + start
                            + " to "
                            + end
                            + " is no span of a quarter of an hour to 400 days",
                    "give an earlier 'to' or another 'from'");
        }
        VisibleProjects visible = access.caller().visible();
        List<DemandKey> keys =
                demand.keys(key ->
                        (ofScope == null || key.scope() == ofScope)
                                && (owner == null || key.owner().equals(owner))
                                && (resource == null || key.resource().equals(resource))
                                && (ofMeasure == null || key.measure() == ofMeasure)
                                && mayBeSeen(key, visible));
        long steps = Duration.between(start, end).dividedBy(Course.SLOT);
        if (keys.size() * steps > MOST_VALUES) {
            throw RefusedRequest.parameter(
                    "owner",
                    keys.size() + " series of " + steps + " steps are too many for one answer",
                    "name scope, owner, resource or measure, or ask for a shorter span");
        }
        return new DemandAnswer(start, end, Course.SLOT.toSeconds(), read(keys, start, end));
    }

    private List<DemandSeries> read(List<DemandKey> keys, Instant start, Instant end) {
        Map<DemandKey, Course> means = demand.courses(keys, start, end, Statistic.MEAN);
        Map<DemandKey, Course> maxima = demand.courses(keys, start, end, Statistic.MAXIMUM);
        List<DemandSeries> items = new ArrayList<>(keys.size());
        for (DemandKey key : keys) {
            items.add(
                    new DemandSeries(
                            key.scope().word(),
                            key.owner(),
                            key.resource(),
                            key.measure().word(),
                            key.unit(),
                            demand.loaded(key).orElse(null),
                            values(means.get(key)),
                            values(maxima.get(key))));
        }
        return items;
    }

    private static boolean mayBeSeen(DemandKey key, VisibleProjects visible) {
        return switch (key.scope()) {
            case CLUSTER, POOL -> true;
            case PROJECT -> visible.includes(key.owner());
            case SERVICE -> visible.includes(key.owner().substring(0, key.owner().indexOf('/')));
        };
    }

    private static List<@Nullable Double> values(@Nullable Course course) {
        List<@Nullable Double> values = new ArrayList<>();
        if (course != null) {
            for (double value : course.values()) {
                values.add(Double.isNaN(value) ? null : value);
            }
        }
        return values;
    }

    private static <T> @Nullable T word(
            String name, @Nullable String text, Function<String, T> reading) {
        try {
            return text == null ? null : reading.apply(text);
        } catch (IllegalArgumentException _) {
            throw RefusedRequest.parameter(
                    name,
                    "there is no " + name + " \"" + text + "\"",
                    name.equals("scope")
                            ? "give cluster, pool, project or service"
                            : "give used, allocated, demand or capacity");
        }
    }
}

package dev.meridian.controlplane.rest.forecasts;

import dev.meridian.controlplane.forecast.Forecasts;
import dev.meridian.controlplane.forecast.model.view.ForecastQuestion;
import dev.meridian.controlplane.forecast.model.view.Horizons;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast;
import dev.meridian.controlplane.jobs.model.spec.Durations;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.rest.Cursors;
import dev.meridian.controlplane.rest.PageAnswer;
import dev.meridian.controlplane.rest.RefusedRequest;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What will be needed, with bands.
@RestController
@RequestMapping("/api/v1/forecasts")
class ForecastsApi {
    private static final int MOST = 500;
    private static final int MOST_WITH_PAST = 20;
    private static final Duration LONGEST = Horizons.ALL.getLast();
    private static final Duration LONGEST_PAST = Duration.ofDays(7);

    private final Forecasts forecasts;
    private final Clock clock;

    ForecastsApi(Forecasts forecasts, Clock clock) {
        this.forecasts = forecasts;
        this.clock = clock;
    }

    /// @param cluster `region/cluster`; of cluster, pool, project and service one at most
    /// @param pool `region/cluster/pool`
    /// @param service `project/name`
    /// @param measure `demand` or `used`; both without
    /// @param horizon how far ahead points are told, as in `4h`; a day without
    /// @param past how far back what was said is told beside what came, as in `24h`; nothing
    ///   without
    /// @param lead how long before it the past was forecast, as in `1h`
    @GetMapping
    PageAnswer<ForecastAnswer> list(
            @RequestParam(required = false) @Nullable String cluster,
            @RequestParam(required = false) @Nullable String pool,
            @RequestParam(required = false) @Nullable String project,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(required = false) @Nullable String resource,
            @RequestParam(required = false) @Nullable String measure,
            @RequestParam(defaultValue = "24h") String horizon,
            @RequestParam(required = false) @Nullable String past,
            @RequestParam(defaultValue = "1h") String lead,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        int last = Horizons.within(length("horizon", horizon, LONGEST));
        int ahead = Horizons.within(length("lead", lead, LONGEST));
        Duration back = past == null ? null : length("past", past, LONGEST_PAST);
        int most = back == null ? MOST : MOST_WITH_PAST;
        int page = Math.min(Cursors.limit(limit, MOST), most);
        Instant now = clock.instant();
        List<SeriesForecast> found =
                forecasts.find(
                        question(cluster, pool, project, service, resource, measure, caller),
                        after(cursor),
                        page + 1,
                        now);
        return new PageAnswer<>(
                found.stream()
                        .limit(page)
                        .map(each ->
                                ForecastAnswer.of(
                                        each,
                                        last,
                                        back == null
                                                ? null
                                                : forecasts.past(
                                                        each, ahead, now.minus(back), now)))
                        .toList(),
                found.size() > page ? Integer.toString(found.get(page - 1).series().id()) : null);
    }

    private static ForecastQuestion question(
            @Nullable String cluster,
            @Nullable String pool,
            @Nullable String project,
            @Nullable String service,
            @Nullable String resource,
            @Nullable String measure,
            Caller caller) {
        Scope scope = null;
        String owner = null;
        for (Scope each : Scope.values()) {
            String named =
                    switch (each) {
                        case CLUSTER -> cluster;
                        case POOL -> pool;
                        case PROJECT -> project;
                        case SERVICE -> service;
                    };
            if (named != null) {
                if (scope != null) {
                    throw RefusedRequest.parameter(
                            each.word(),
                            "a series belongs to a " + scope.word() + " or to a " + each.word(),
                            "give one of cluster, pool, project and service");
                }
                scope = each;
                owner = named;
            }
        }
        return new ForecastQuestion(
                scope, text(owner), text(resource), measure(measure), caller.visible());
    }

    /// A NUL is in no name, and no text of the database either.
    private static @Nullable String text(@Nullable String text) {
        return text == null ? null : text.replace('\0', ' ');
    }

    private static @Nullable Measure measure(@Nullable String text) {
        return switch (text) {
            case null -> null;
            case "demand" -> Measure.DEMAND;
            case "used" -> Measure.USED;
            case String other ->
                    throw RefusedRequest.parameter(
                            "measure", "\"" + other + "\" is not forecast", "give demand or used");
        };
    }

    private static Duration length(String name, String text, Duration most) {
        Duration length;
        try {
            length = Durations.parse(text);
        } catch (NumberFormatException _) {
            throw RefusedRequest.parameter(
                    name, name + " cannot be \"" + text + "\"", "give a duration, as in 15m or 4h");
        }
        if (length.compareTo(Horizons.ALL.getFirst()) < 0 || length.compareTo(most) > 0) {
            throw RefusedRequest.parameter(
                    name, name + " is " + text, "give 15m to " + most.toHours() + "h");
        }
        return length;
    }

    private static int after(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        if (!cursor.matches("[0-9]{1,9}")) {
            throw RefusedRequest.parameter(
                    "cursor",
                    "this cursor is none of ours",
                    "give back the nextCursor of an answer, as it was");
        }
        return Integer.parseInt(cursor);
    }
}

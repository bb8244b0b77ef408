package dev.meridian.controlplane.rest;

import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.rest.security.AuditTrail;
import dev.meridian.controlplane.telemetry.DemandHistory;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.PastLoaded;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Gives series a past that was recorded elsewhere.
@RestController
@RequestMapping("/api/v1/telemetry/demand/history")
class DemandHistoryApi {
    /// Thirteen months of quarters of an hour.
    private static final int MOST = 40_000;

    private static final int LONGEST_TEXT = 300;

    private final DemandHistory history;
    private final Clock clock;

    DemandHistoryApi(DemandHistory history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /// @param start of the first quarter of an hour, on a full one
    /// @param means of quarters one after another; null: a gap
    /// @param maxima of the same quarters; absent: as the means
    /// @param source where it comes from, for people
    record Past(
            @Nullable String scope,
            @Nullable String owner,
            @Nullable String resource,
            @Nullable String measure,
            @Nullable Instant start,
            @Nullable List<@Nullable Double> means,
            @Nullable List<@Nullable Double> maxima,
            @Nullable String source) {}

    /// @param slots that have a value now; what was observed here, or is older than what is kept,
    ///   was left out
    record PastLoadedAnswer(Instant from, Instant to, int slots) {}

    /// Replaces what was loaded of the series before.
    @PostMapping
    PastLoadedAnswer load(@RequestBody Past past, HttpServletRequest request) {
        Scope scope = read("scope", () -> Scope.of(text("scope", past.scope())));
        DemandKey key =
                new DemandKey(
                        scope,
                        owner(scope, text("owner", past.owner())),
                        read("resource", () -> resource(text("resource", past.resource()))),
                        read("measure", () -> Measure.of(text("measure", past.measure()))));
        List<@Nullable Double> means = given("means", past.means());
        List<@Nullable Double> maxima = past.maxima() == null ? means : past.maxima();
        if (means.isEmpty() || means.size() > MOST || maxima.size() != means.size()) {
            throw refused(
                    "means",
                    means.size() + " means and " + maxima.size() + " maxima",
                    "give 1 to " + MOST + ", as many of each");
        }
        Instant now = clock.instant();
        Instant start = start(given("start", past.start()), now);
        String source = text("source", past.source());
        PastLoaded loaded =
                history.load(
                        key,
                        new Course(start, Course.SLOT, values("means", means)),
                        new Course(start, Course.SLOT, values("maxima", maxima)),
                        source,
                        now);
        AuditTrail.note(request, "series", key.toString());
        AuditTrail.note(request, "source", source);
        return switch (loaded) {
            case PastLoaded.Done(Instant from, Instant to, int slots) ->
                    new PastLoadedAnswer(from, to, slots);
            case PastLoaded.Nothing(Instant since) ->
                    throw new RefusedRequest(
                            ProblemKind.IMPOSSIBLE,
                            "Nothing of it lies before "
                                    + since
                                    + ", from which on this series was observed here, and within what is kept.");
        };
    }

    private static Instant start(Instant start, Instant now) {
        if (!start.equals(Course.slotOf(start))) {
            throw refused("start", start + " is on no full quarter of an hour", "give one");
        }
        if (start.isAfter(now) || start.isBefore(now.minus(Duration.ofDays(1_000)))) {
            throw refused("start", start + " lies in no past that is kept", "give a later one");
        }
        return start;
    }

    private static double[] values(String field, List<@Nullable Double> given) {
        double[] values = new double[given.size()];
        for (int i = 0; i < values.length; i++) {
            Double value = given.get(i);
            if (value != null && !(Math.abs(value) <= Float.MAX_VALUE)) {
                throw refused(field + "/" + i, value + " is no amount", "give a number or null");
            }
            values[i] = value == null ? Double.NaN : value;
        }
        return values;
    }

    private static String owner(Scope scope, String owner) {
        String shape =
                switch (scope) {
                    case CLUSTER -> "region/cluster";
                    case POOL -> "region/cluster/pool";
                    case PROJECT -> "project";
                    case SERVICE -> "project/service";
                };
        if (owner.split("/", -1).length != shape.split("/", -1).length) {
            throw refused("owner", "\"" + owner + "\" is not of its scope", "write " + shape);
        }
        return owner;
    }

    private static String resource(String text) {
        return new DemandKey(Scope.CLUSTER, "", text, Measure.USED).resource();
    }

    private static String text(String field, @Nullable String text) {
        String given = given(field, text);
        if (given.isBlank()
                || given.length() > LONGEST_TEXT
                || given.chars().anyMatch(Character::isISOControl)) {
            throw refused(field, "this is no " + field, "give 1 to 300 printable characters");
        }
        return given;
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw refused(field, field + " is missing", "give it");
        }
        return value;
    }

    private static <T> T read(String field, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw refused(field, "there is no such " + field, String.valueOf(e.getMessage()));
        }
    }

    private static RefusedRequest refused(String field, String detail, String hint) {
        return new RefusedRequest(
                ProblemKind.UNPARSABLE, List.of(new Refusal("/" + field, detail, hint)));
    }
}

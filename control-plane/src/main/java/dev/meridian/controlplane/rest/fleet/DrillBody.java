package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.dispatch.model.DrillOrder;
import dev.meridian.controlplane.fleet.model.RegionName;
import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.model.Refusal;
import dev.meridian.controlplane.rest.ProblemKind;
import dev.meridian.controlplane.rest.RefusedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// To which jobs a region is to be lost. Exactly one of `jobs`, `project` and `everything` is
/// given: nobody cuts off all work by leaving a field out.
///
/// @param within how long the drill may last, such as `20m`; absent: ten minutes longer than the
///   longest lease that it withholds
record DrillBody(
        @Nullable Set<UUID> jobs,
        @Nullable String project,
        @Nullable Boolean everything,
        @Nullable String within,
        @Nullable String reason) {
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(7);
    private static final int MOST_JOBS = 10_000;

    static DrillOrder order(RegionName region, @Nullable DrillBody body, String by) {
        if (body == null || body.choices() != 1) {
            throw impossible(
                    "",
                    "one of jobs, project and everything says to whom the region is lost",
                    "give {\"jobs\": [ids]}, {\"project\": \"name\"} or {\"everything\": true}");
        }
        Set<UUID> chosen = body.jobs == null ? Set.of() : body.jobs;
        if (body.jobs != null && (chosen.isEmpty() || chosen.size() > MOST_JOBS)) {
            throw impossible("/jobs", chosen.size() + " jobs are named", "name 1 to " + MOST_JOBS);
        }
        return new DrillOrder(
                region,
                chosen.stream().map(JobId::new).collect(Collectors.toSet()),
                body.project,
                Boolean.TRUE.equals(body.everything),
                limit(DrainBody.duration("within", body.within)),
                OrderBody.text(body.reason),
                by);
    }

    private long choices() {
        return Stream.of(jobs != null, project != null, Boolean.TRUE.equals(everything))
                .filter(given -> given)
                .count();
    }

    private static @Nullable Duration limit(@Nullable Duration within) {
        if (within != null && (within.compareTo(LEAST) < 0 || within.compareTo(MOST) > 0)) {
            throw impossible("/within", "within is " + within, "give 1m to 7d");
        }
        return within;
    }

    private static RefusedRequest impossible(String pointer, String detail, String hint) {
        return new RefusedRequest(
                ProblemKind.IMPOSSIBLE, List.of(new Refusal(pointer, detail, hint)));
    }
}

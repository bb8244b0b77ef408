package dev.meridian.controlplane.rest.anomalies;

import dev.meridian.controlplane.forecast.Anomalies;
import dev.meridian.controlplane.forecast.model.anomaly.Anomaly;
import dev.meridian.controlplane.forecast.model.anomaly.AnomalyFilter;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.rest.PageAnswer;
import dev.meridian.controlplane.rest.RefusedRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Series that left the band that their own past led to expect. Those of the fleet are everybody's,
/// those of projects and services theirs who may see the project.
@RestController
@RequestMapping("/api/v1/anomalies")
class AnomaliesApi {
    private static final int MOST = 1_000;

    private final Anomalies anomalies;

    AnomaliesApi(Anomalies anomalies) {
        this.anomalies = anomalies;
    }

    /// Whether it goes on.
    enum State {
        OPEN,
        ENDED
    }

    /// Newest first.
    ///
    /// @param type of the subject: `node`, `cluster`, `pool`, `project`, `service`
    /// @param subject its id: a node's, or the owner of a demand series
    @GetMapping
    PageAnswer<AnomalyAnswer> list(
            @RequestParam(required = false) @Nullable State state,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String metric,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        if (limit < 1 || limit > MOST) {
            throw RefusedRequest.parameter(
                    "limit", "limit is " + limit + ".", "Give 1 to " + MOST + ".");
        }
        var filter =
                new AnomalyFilter(
                        state == null ? null : state == State.OPEN,
                        type,
                        subject,
                        metric,
                        caller.visible());
        List<Anomaly> found =
                anomalies.list(filter, cursor == null ? null : before(cursor), limit + 1);
        List<Anomaly> page = found.subList(0, Math.min(limit, found.size()));
        return new PageAnswer<>(
                page.stream().map(AnomalyAnswer::of).toList(),
                found.size() > limit ? page.getLast().id().toString() : null);
    }

    @GetMapping("/{id}")
    AnomalyAnswer get(@PathVariable UUID id, Caller caller) {
        return anomalies
                .find(id, caller.visible())
                .map(AnomalyAnswer::of)
                .orElseThrow(() -> RefusedRequest.notFound("anomaly " + id));
    }

    private static UUID before(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException _) {
            throw RefusedRequest.parameter(
                    "cursor",
                    "This cursor is none that a list has given.",
                    "Give the nextCursor of the page before.");
        }
    }
}

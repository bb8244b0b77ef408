package dev.meridian.controlplane.rest.anomalies;

import dev.meridian.controlplane.forecast.Anomalies;
import dev.meridian.controlplane.forecast.model.anomaly.Anomaly;
import dev.meridian.controlplane.forecast.model.anomaly.AnomalyFilter;
import dev.meridian.controlplane.projects.model.Caller;
import dev.meridian.controlplane.rest.Cursors;
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
        Cursors.limit(limit, MOST);
        var filter =
                new AnomalyFilter(
                        state == null ? null : state == State.OPEN,
                        type,
                        subject,
                        metric,
                        caller.visible());
        List<Anomaly> found = anomalies.list(filter, Cursors.id(cursor), limit + 1);
        return PageAnswer.of(found, limit, AnomalyAnswer::of, Anomaly::id);
    }

    @GetMapping("/{id}")
    AnomalyAnswer get(@PathVariable UUID id, Caller caller) {
        return anomalies
                .find(id, caller.visible())
                .map(AnomalyAnswer::of)
                .orElseThrow(() -> RefusedRequest.notFound("anomaly " + id));
    }
}

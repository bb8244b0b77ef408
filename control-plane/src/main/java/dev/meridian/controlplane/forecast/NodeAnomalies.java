package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.forecast.model.anomaly.Sensitivity;
import dev.meridian.controlplane.forecast.model.anomaly.SubjectKey;
import dev.meridian.controlplane.forecast.model.anomaly.Watched;
import dev.meridian.controlplane.forecast.model.anomaly.Watched.Metric;
import dev.meridian.controlplane.forecast.store.HostReadings;
import dev.meridian.controlplane.forecast.store.WatchStore;
import dev.meridian.controlplane.forecast.store.WatchStore.State;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Watches what hosts measure, a quarter of an hour after the other.
@Component
class NodeAnomalies {
    /// After a long absence it goes on from here: what was before says little of now.
    private static final Duration LONGEST = Duration.ofDays(1);

    private final HostReadings readings;
    private final WatchStore states;
    private final FleetQueries fleet;

    NodeAnomalies(HostReadings readings, WatchStore states, FleetQueries fleet) {
        this.readings = readings;
        this.states = states;
        this.fleet = fleet;
    }

    void look(AnomalyBook.Page book, Instant now) {
        Optional<Instant> ready = readings.until();
        if (ready.isEmpty()) {
            return;
        }
        Instant until = ready.get();
        Instant from =
                states.newest(SubjectKey.NODE)
                        .filter(at -> at.isAfter(now.minus(LONGEST)))
                        .orElse(Course.slotOf(now.minus(LONGEST)));
        if (!from.isBefore(until)) {
            return;
        }
        Map<String, State> known = states.of(SubjectKey.NODE);
        Map<String, String> names = new HashMap<>();
        for (Node node : fleet.fleet().nodes()) {
            names.put(node.id().toString(), node.name());
        }
        Map<String, Watched> watched = new HashMap<>();
        for (Instant slot = from; slot.isBefore(until); slot = slot.plus(Course.SLOT)) {
            Instant at = slot;
            for (Map.Entry<UUID, Map<Metric, Double>> each : readings.at(slot).entrySet()) {
                String id = each.getKey().toString();
                if (names.containsKey(id)) {
                    SubjectKey subject =
                            new SubjectKey(SubjectKey.NODE, id, names.getOrDefault(id, id), null);
                    watched.computeIfAbsent(id, _ -> resumed(known.get(id)))
                            .observe(at, each.getValue())
                            .forEach(outlier -> book.add(subject, outlier));
                }
            }
        }
        Map<String, State> next = new HashMap<>();
        watched.forEach((id, one) -> next.put(id, new State(until, one.state())));
        states.save(SubjectKey.NODE, next);
        book.close(SubjectKey.NODE, until);
    }

    private static Watched resumed(@Nullable State state) {
        return state == null
                ? new Watched(Sensitivity.HOST)
                : Watched.resume(Sensitivity.HOST, state.state());
    }
}

package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.forecast.model.anomaly.Sensitivity;
import dev.meridian.controlplane.forecast.model.anomaly.SubjectKey;
import dev.meridian.controlplane.forecast.model.anomaly.Watched;
import dev.meridian.controlplane.forecast.model.anomaly.Watched.Outlier;
import dev.meridian.controlplane.forecast.store.HostReadings;
import dev.meridian.controlplane.forecast.store.WatchStore;
import dev.meridian.controlplane.forecast.store.WatchStore.State;
import dev.meridian.controlplane.telemetry.model.demand.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Watches what hosts measure, a quarter of an hour after the other.
@Component
class NodeAnomalies {
    /// After a long absence it goes on from here: what was before says little of now.
    private static final Duration LONGEST = Duration.ofDays(1);

    private final HostReadings readings;
    private final Watchers watchers;
    private final FleetQueries fleet;

    NodeAnomalies(HostReadings readings, WatchStore states, FleetQueries fleet) {
        this.readings = readings;
        this.watchers = new Watchers(states, SubjectKey.NODE);
        this.fleet = fleet;
    }

    void look(AnomalyBook.Page book, Instant now) {
        Optional<Instant> ready = readings.until();
        if (ready.isEmpty()) {
            return;
        }
        Instant until = ready.get();
        @Nullable Instant looked =
                watchers.lookedUntil().filter(at -> at.isAfter(now.minus(LONGEST))).orElse(null);
        Instant from = looked == null ? Course.slotOf(now.minus(LONGEST)) : looked;
        if (!from.isBefore(until)) {
            return;
        }
        Map<String, String> names = new HashMap<>();
        for (Node node : fleet.fleet().nodes()) {
            names.put(node.id().toString(), node.name());
        }
        for (Instant slot = looked == null ? from : watchers.oldest(from);
                slot.isBefore(until);
                slot = slot.plus(Course.SLOT)) {
            look(book, names, slot, !slot.isBefore(from));
        }
        watchers.save(looked, until);
        book.close(SubjectKey.NODE, until);
    }

    /// @param judged whether outliers are told: nobody has yet
    private void look(
            AnomalyBook.Page book, Map<String, String> names, Instant slot, boolean judged) {
        readings.at(slot)
                .forEach((node, values) -> {
                    String id = node.toString();
                    @Nullable String name = names.get(id);
                    @Nullable State state = watchers.of(id);
                    if (name == null || (state != null && state.seenUntil().isAfter(slot))) {
                        return;
                    }
                    Watched watched = resumed(state);
                    List<Outlier> outliers = watched.observe(slot, values);
                    watchers.keep(id, new State(slot.plus(Course.SLOT), watched.state()));
                    if (judged) {
                        var subject = new SubjectKey(SubjectKey.NODE, id, name, null);
                        outliers.forEach(outlier -> book.add(subject, outlier));
                    }
                });
    }

    private static Watched resumed(@Nullable State state) {
        return state == null
                ? new Watched(Sensitivity.HOST)
                : Watched.resume(Sensitivity.HOST, state.state());
    }
}

package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.model.anomaly.Anomaly;
import dev.meridian.controlplane.forecast.model.anomaly.AnomalyFilter;
import dev.meridian.controlplane.forecast.store.AnomalyStore;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What is told of series that left their band.
@Service
public class Anomalies {
    private final AnomalyStore store;

    Anomalies(AnomalyStore store) {
        this.store = store;
    }

    /// Newest first.
    ///
    /// @param before the last one of the page before; null: from the start
    public List<Anomaly> list(AnomalyFilter filter, @Nullable UUID before, int limit) {
        return store.list(filter, before, limit);
    }

    /// Empty also where the caller may not know of it.
    public Optional<Anomaly> find(UUID id, VisibleProjects visible) {
        return store.find(id)
                .filter(one -> {
                    String project = one.subject().project();
                    return project == null || visible.includes(project);
                });
    }
}

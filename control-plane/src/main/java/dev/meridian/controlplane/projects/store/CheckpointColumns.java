package dev.meridian.controlplane.projects.store;

import dev.meridian.controlplane.projects.model.CheckpointStore;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Embeddable
class CheckpointColumns {
    @Column(name = "checkpoint_uri")
    @Nullable String uri;

    @Column(name = "checkpoint_region")
    @Nullable String region;

    @Column(name = "checkpoint_rate")
    @Nullable Long rate;

    @Column(name = "checkpoint_settings", columnDefinition = "text[]")
    String @Nullable [] settings;

    @Column(name = "checkpoint_sealed")
    @Nullable String sealed;

    static @Nullable CheckpointColumns of(@Nullable CheckpointStore store) {
        if (store == null) {
            return null;
        }
        var columns = new CheckpointColumns();
        columns.uri = store.uri();
        columns.region = store.region();
        columns.rate = store.bytesPerSecond();
        columns.settings = store.settings().toArray(String[]::new);
        columns.sealed = store.sealed();
        return columns;
    }

    /// @param columns null when all of them are, as Hibernate reads them
    static @Nullable CheckpointStore store(@Nullable CheckpointColumns columns) {
        return columns == null || columns.uri == null || columns.sealed == null
                ? null
                : new CheckpointStore(
                        columns.uri,
                        columns.region,
                        columns.rate == null ? 0 : columns.rate,
                        columns.settings == null ? List.of() : List.of(columns.settings),
                        columns.sealed);
    }
}

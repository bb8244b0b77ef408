package dev.meridian.controlplane.projects.store;

import dev.meridian.controlplane.projects.model.Redundancy;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

@Embeddable
class RedundancyColumns {
    @Column(name = "redundancy_regions")
    @Nullable Integer regions;

    @Column(name = "redundancy_active")
    @Nullable Boolean active;

    static @Nullable RedundancyColumns of(@Nullable Redundancy redundancy) {
        if (redundancy == null) {
            return null;
        }
        var columns = new RedundancyColumns();
        columns.regions = redundancy.regions();
        columns.active = redundancy.active();
        return columns;
    }

    /// @param columns null when all of them are, as Hibernate reads them
    static @Nullable Redundancy redundancy(@Nullable RedundancyColumns columns) {
        return columns == null || columns.regions == null || columns.active == null
                ? null
                : new Redundancy(columns.regions, columns.active);
    }
}

package dev.meridian.controlplane.projects.store;

import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.projects.model.Limits;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

@Embeddable
class LimitColumns {
    @Nullable Long cpuMillis;
    @Nullable Long memoryMib;
    @Nullable Integer accelerators;

    static LimitColumns of(Limits limits) {
        var columns = new LimitColumns();
        columns.cpuMillis = limits.cpu() == null ? null : limits.cpu().value();
        columns.memoryMib = limits.memory() == null ? null : limits.memory().value();
        columns.accelerators = limits.accelerators();
        return columns;
    }

    /// @param columns null when all of them are, as Hibernate reads them
    static Limits limits(@Nullable LimitColumns columns) {
        return columns == null
                ? Limits.NONE
                : new Limits(
                        columns.cpuMillis == null ? null : new Millicores(columns.cpuMillis),
                        columns.memoryMib == null ? null : new Mebibytes(columns.memoryMib),
                        columns.accelerators);
    }
}

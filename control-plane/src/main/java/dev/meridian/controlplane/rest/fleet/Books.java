package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.dispatch.Drains;
import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.jobs.PlacedWork;
import dev.meridian.controlplane.telemetry.TelemetryQueries;
import org.springframework.stereotype.Component;

/// Puts together what the modules know of the machines.
@Component
class Books {
    /// Of each node that is drained: enough to see why it takes long.
    private static final int MOST_WAITING = 20;

    private final FleetQueries fleet;
    private final PlacedWork work;
    private final Drains drains;
    private final TelemetryQueries telemetry;

    Books(FleetQueries fleet, PlacedWork work, Drains drains, TelemetryQueries telemetry) {
        this.fleet = fleet;
        this.work = work;
        this.drains = drains;
        this.telemetry = telemetry;
    }

    Book read() {
        return Book.of(
                fleet.fleet(), work.placed(), drains.waiting(MOST_WAITING), telemetry.hosts());
    }
}

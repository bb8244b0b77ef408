package dev.meridian.controlplane.rest.fleet;

import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.jobs.PlacedWork;
import dev.meridian.controlplane.telemetry.TelemetryQueries;
import org.springframework.stereotype.Component;

/// Puts together what three modules know of the machines.
@Component
class Books {
    private final FleetQueries fleet;
    private final PlacedWork work;
    private final TelemetryQueries telemetry;

    Books(FleetQueries fleet, PlacedWork work, TelemetryQueries telemetry) {
        this.fleet = fleet;
        this.work = work;
        this.telemetry = telemetry;
    }

    Book read() {
        return Book.of(fleet.fleet(), work.placed(), telemetry.hosts());
    }
}

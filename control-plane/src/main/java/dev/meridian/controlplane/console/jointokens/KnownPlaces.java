package dev.meridian.controlplane.console.jointokens;

import dev.meridian.controlplane.fleet.FleetQueries;
import dev.meridian.controlplane.fleet.model.FleetState;
import java.util.List;
import org.springframework.stereotype.Component;

/// What regions, clusters and pools there are already, to be offered while somebody types.
@Component
class KnownPlaces {
    private final FleetQueries fleet;

    KnownPlaces(FleetQueries fleet) {
        this.fleet = fleet;
    }

    record Names(List<String> regions, List<String> clusters, List<String> pools) {}

    Names now() {
        FleetState known = fleet.fleet();
        return new Names(
                known.regions().stream().map(region -> region.name().value()).toList(),
                known.clusters().stream().map(one -> one.name()).distinct().sorted().toList(),
                known.pools().stream().map(pool -> pool.name()).distinct().sorted().toList());
    }
}

package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.model.view.Growth;
import dev.meridian.controlplane.forecast.store.GrowthReads;
import dev.meridian.controlplane.telemetry.DemandQueries;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;

/// How much more than now services are foretold to need, and where.
@Service
public class ServiceGrowth {
    private final GrowthReads reads;
    private final DemandQueries demand;

    ServiceGrowth(GrowthReads reads, DemandQueries demand) {
        this.reads = reads;
        this.demand = demand;
    }

    /// The largest P95 of each service until then, less what it holds now: see [Growth].
    ///
    /// @return by pool (`region/cluster/pool`) and resource: cores of CPU, devices of a model;
    ///   pools where nothing grows are absent
    public Map<String, Map<String, Double>> within(Duration ahead, Instant now) {
        Map<DemandKey, Double> foretold = reads.services(now, now.plus(ahead));
        // who has no forecasts is spared the look at all that is held
        return foretold.isEmpty() ? Map.of() : Growth.of(foretold, demand.held());
    }
}

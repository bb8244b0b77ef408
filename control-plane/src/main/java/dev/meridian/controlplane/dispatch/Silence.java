package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.model.MassLoss;
import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.RegionName;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Tells how silence is judged, by the same measure as the loop that judges it.
@Service
public class Silence {
    private final SilenceLimits limits;
    private final Grace grace;

    Silence(SilenceLimits limits, Grace grace) {
        this.limits = limits;
        this.grace = grace;
    }

    /// Until when silence from before an outage of ours is held against nobody, as this replica
    /// knows; past where it is.
    public Instant graceUntil() {
        return grace.until();
    }

    public SilenceLimits limits() {
        return limits;
    }

    /// @param frozen too many are silent at once in more than one region: nobody is declared lost
    /// @param regions those that hold a node that counts
    public record Judged(boolean frozen, Map<RegionName, MassLoss.Count> regions) {}

    public Judged judge(FleetState fleet) {
        Map<RegionName, MassLoss.Count> regions = MassLoss.count(fleet.nodes());
        return new Judged(MassLoss.suspected(regions), regions);
    }
}

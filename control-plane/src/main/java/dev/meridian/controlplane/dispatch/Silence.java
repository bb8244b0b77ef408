package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.model.MassLoss;
import dev.meridian.controlplane.fleet.model.FleetState;
import dev.meridian.controlplane.fleet.model.RegionName;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Tells how silence is judged, by the same measure as the loop that judges it.
@Service
public class Silence {
    private final SilenceLimits limits;

    Silence(SilenceLimits limits) {
        this.limits = limits;
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

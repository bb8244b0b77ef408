package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.fleet.model.RegionName;
import java.util.Map;

/// Tells the loss of a region, which is failed over, from the loss of nodes everywhere, which is
/// more likely our own blindness: then nobody is declared lost until contact returns or a person
/// decides.
public final class MassLoss {
    private static final double LIMIT = 0.3;

    private MassLoss() {}

    /// @param all nodes of the region that are not declared lost yet
    /// @param silent those of them that have fallen silent
    public record Count(int all, int silent) {}

    /// Whether more than 30 % of the nodes outside the region that lost most are silent.
    public static boolean suspected(Map<RegionName, Count> regions) {
        int worst = regions.values().stream().mapToInt(Count::silent).max().orElse(0);
        Count left = new Count(0, 0);
        boolean skipped = false;
        for (Count count : regions.values()) {
            if (!skipped && count.silent() == worst) {
                skipped = true;
            } else {
                left = new Count(left.all() + count.all(), left.silent() + count.silent());
            }
        }
        return left.silent() > LIMIT * left.all();
    }
}

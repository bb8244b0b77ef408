package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;

/// How much room regions have, and how much they would have to make for what they were awarded.
final class RegionRoom {
    private final long[] cpu;
    private final long[] millis;
    private final long[] cpuAwarded;
    private final long[] millisAwarded;

    RegionRoom(FleetIndex index) {
        int regions = index.regions();
        cpu = new long[regions];
        millis = new long[regions];
        cpuAwarded = new long[regions];
        millisAwarded = new long[regions];
        FreeCapacity capacity = index.capacity();
        for (int region = 0; region < regions; region++) {
            for (int node = index.firstOf(region); node < index.endOf(region); node++) {
                NodeView view = capacity.view(node);
                cpu[region] += view.node().capacity().cpu().value();
                millis[region] += (long) view.node().devices().size() * Device.WHOLE;
            }
        }
    }

    /// The part of a region's accelerators, or of its CPU where none are asked for, that it would
    /// have been awarded with this one.
    double strain(int region, Requirement requirement) {
        return requirement.accelerators().isNone()
                ? part(cpuAwarded[region] + requirement.amounts().cpu().value(), cpu[region])
                : part(
                        millisAwarded[region] + requirement.accelerators().totalMillis(),
                        millis[region]);
    }

    void award(int region, Requirement requirement) {
        cpuAwarded[region] += requirement.amounts().cpu().value();
        millisAwarded[region] += requirement.accelerators().totalMillis();
    }

    private static double part(long some, long all) {
        return some / (double) Math.max(1, all);
    }
}

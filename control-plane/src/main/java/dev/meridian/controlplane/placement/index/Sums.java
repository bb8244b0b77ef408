package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;

/// Whether a domain has, all nodes together, what a gang asks for: most that cannot hold it are
/// told by this.
final class Sums {

    private Sums() {}

    static boolean suffice(FreeCapacity capacity, Ranges nodes, PendingGroup group) {
        if (group.gang() == null) {
            return true;
        }
        long cpu = 0;
        long memory = 0;
        long millis = 0;
        for (int run = 0; run < nodes.runs(); run++) {
            for (int node = nodes.from(run); node < nodes.to(run); node++) {
                NodeView view = capacity.view(node);
                cpu += Math.max(0, view.cpuFree());
                memory += Math.max(0, view.memoryFree());
                for (int device = 0; device < capacity.deviceCount(node); device++) {
                    millis += Math.max(0, view.millisFree(device));
                }
            }
        }
        int needed = Math.min(group.minCount(), group.allocations().size());
        for (PendingAllocation allocation : group.allocations().subList(0, needed)) {
            cpu -= allocation.requirement().amounts().cpu().value();
            memory -= allocation.requirement().amounts().memory().value();
            millis -= allocation.requirement().accelerators().totalMillis();
        }
        return cpu >= 0 && memory >= 0 && millis >= 0;
    }
}

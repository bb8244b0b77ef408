package dev.meridian.controlplane.placement.claims;

import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.ArrayList;
import java.util.List;

/// Takes, of the places of claims, what is free now, so that nobody else does.
final class Holds {
    private static final String NO_DRIVER = "held";

    private final FleetIndex index;
    private final List<Hold> held = new ArrayList<>();

    private record Hold(long slot, Requirement requirement) {}

    Holds(FleetIndex index) {
        this.index = index;
    }

    void hold(Claim claim) {
        List<PendingAllocation> allocations = claim.turn().allocations();
        for (int i = 0; i < claim.slots().length; i++) {
            hold(claim.slots()[i], allocations.get(i).requirement());
        }
    }

    private void hold(long slot, Requirement wanted) {
        NodeView view = index.capacity().view(Slot.node(slot));
        int millis = wanted.accelerators().millis();
        int free = 0;
        for (int rest = Slot.devices(slot); rest != 0; rest &= rest - 1) {
            int device = Integer.numberOfTrailingZeros(rest);
            free |= view.millisFree(device) >= millis ? 1 << device : 0;
        }
        int devices = Integer.bitCount(free);
        Requirement some =
                Requirement.of(
                        Amounts.of(
                                part(view.cpuFree(), wanted.amounts().cpu().value()),
                                part(view.memoryFree(), wanted.amounts().memory().value()),
                                part(view.diskFree(), wanted.amounts().disk().value())),
                        devices == 0
                                ? AcceleratorNeed.NONE
                                : millis < Device.WHOLE
                                        ? AcceleratorNeed.share(null, millis)
                                        : AcceleratorNeed.whole(null, devices),
                        NO_DRIVER);
        Hold hold = new Hold(Slot.of(Slot.node(slot), free), some);
        index.take(hold.slot(), hold.requirement());
        held.add(hold);
    }

    private static long part(long free, long wanted) {
        return Math.max(0, Math.min(free, wanted));
    }

    void release() {
        held.forEach(hold -> index.give(hold.slot(), hold.requirement()));
        held.clear();
    }
}

package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.goals.Goals;
import org.jspecify.annotations.Nullable;

/// Who of a window's [Homes] is moved, kept up to date change by change.
final class Departures {
    private final Homes homes;
    private final Goals goals;
    private final FreeCapacity after;
    private final @Nullable FreeCapacity present;
    private final int[] left;
    private int nodesLeft;
    private int moved;
    private int turned;
    private long won;

    /// @param after what is free when all have moved
    Departures(Homes homes, Goals goals, FreeCapacity after) {
        this.homes = homes;
        this.goals = goals;
        this.after = after;
        present = homes.present() == null ? null : homes.present().copy();
        left = new int[after.size()];
    }

    Homes homes() {
        return homes;
    }

    void seat(Seating one, long slot) {
        change(one, slot, 1);
    }

    void unseat(Seating one, long slot) {
        change(one, slot, -1);
    }

    private void change(Seating one, long slot, int sign) {
        if (!homes.has(one)) {
            won += sign * homes.worth()[one.id()];
            return;
        }
        long home = homes.of(one);
        if (slot == home) {
            return;
        }
        int from = Slot.node(home);
        moved += sign;
        nodesLeft -= left[from] > 0 ? 1 : 0;
        left[from] += sign;
        nodesLeft += left[from] > 0 ? 1 : 0;
        turned += Slot.node(slot) == from ? sign : 0;
        if (present != null && sign > 0) {
            present.take(Slot.node(slot), one.requirement(), Slot.devices(slot));
        } else if (present != null) {
            present.give(Slot.node(slot), one.requirement(), Slot.devices(slot));
        }
    }

    /// Moves beyond the budget, and moves that lead to where they begin.
    long violations() {
        return Math.max(0, moved - homes.budget()) + turned;
    }

    /// By how far a node is over its capacity while nobody has left yet.
    long overflow(int node) {
        return present == null ? 0 : goals.overflow(present.view(node));
    }

    /// Millipoints that are won, apart from what the goals say.
    long won() {
        return won - homes.charge() * nodesLeft;
    }

    boolean isAtHome(Seating one, int node) {
        return homes.has(one) && Slot.node(homes.of(one)) == node;
    }

    /// Where on a node one that has a place, and is not seated, could be: at home where it was,
    /// elsewhere while the budget lasts; [Slot#NONE] where it could not.
    long slot(Seating one, int node) {
        long home = homes.of(one);
        if (Slot.node(home) == node) {
            return after.holds(node, one.requirement(), Slot.devices(home)) ? home : Slot.NONE;
        }
        FreeCapacity free = present == null ? after : present;
        if (moved >= homes.budget() || !free.fits(node, one.requirement())) {
            return Slot.NONE;
        }
        AcceleratorNeed need = one.requirement().accelerators();
        int devices =
                need.isShare()
                        ? free.shareDevice(node, need, goals.fragmentation())
                        : free.devicesFor(node, need);
        return present == null || after.holds(node, one.requirement(), devices)
                ? Slot.of(node, devices)
                : Slot.NONE;
    }
}

package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Slot;
import org.jspecify.annotations.Nullable;

/// Of a window in which some hold a place already: where, and on what terms they leave it.
///
/// @param slots by number of the seating; [Slot#NONE] of who comes
/// @param worth millipoints that it wins to let one in, by number of the seating; 0 of who is there
/// @param budget so many may be moved at most
/// @param charge millipoints for each node that anybody is moved from: what a chain must win at
///   least
/// @param present what is free while nobody has left yet, and where who is moved must fit too;
///   null: all change places at once
record Homes(long[] slots, long[] worth, int budget, long charge, @Nullable FreeCapacity present) {

    /// Whether it has a place already.
    boolean has(Seating one) {
        return slots[one.id()] != Slot.NONE;
    }

    /// Of one that has a place.
    long of(Seating one) {
        return slots[one.id()];
    }

    /// Whether it is not where it was.
    boolean isAway(Seating one) {
        Long slot = one.slot();
        return has(one) && (slot == null || slot != of(one));
    }
}

package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.PendingReason;
import dev.meridian.controlplane.placement.model.PendingToken;
import java.util.Map;

/// What becomes of the members that a gang starts without.
final class LeftOut {

    private LeftOut() {}

    /// Nobody changes any more who starts: it would not be the first members. Who is left out is
    /// told why.
    ///
    /// @param slots of the turn's allocations: of each group the first have places, or of the whole
    ///   gang none
    static void settle(Draft draft, Turn turn, long[] slots) {
        int seat = draft.firstSeat(turn.group());
        int at = 0;
        for (PendingGroup group : turn.groups()) {
            int all = group.allocations().size();
            int placed = 0;
            while (placed < all && slots[at + placed] != Slot.NONE) {
                placed++;
            }
            for (int i = 0; i < all; i++) {
                draft.fix(seat + at + i);
                if (placed > 0 && i >= placed && draft.barrier(seat + at + i).isEmpty()) {
                    draft.bar(seat + at + i, reason(placed, all));
                }
            }
            at += all;
        }
    }

    private static PendingReason reason(int placed, int all) {
        return new PendingReason(
                PendingToken.WAITING_FOR_GANG,
                "its gang goes on with %d of %d members, for there was no room for more; this one starts with it when it next begins again"
                        .formatted(placed, all),
                Map.of("startsWith", placed, "members", all));
    }
}

package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.model.PendingGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// Cuts the queue into windows, in its order. What is bound together is never cut.
final class Windows {
    /// A gang larger than so many windows is left to the fast path.
    private static final int MOST_OVER = 4;

    private Windows() {}

    /// Each window as numbers of seats.
    static List<List<Integer>> of(Draft draft, int size) {
        return of(draft, size, _ -> true);
    }

    /// Windows of some seats alone.
    ///
    /// @param wanted says the same of all that are bound together
    static List<List<Integer>> of(Draft draft, int size, IntPredicate wanted) {
        List<List<Integer>> windows = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (int group = 0; group < draft.groups().size(); ) {
            int next = group + 1;
            while (next < draft.groups().size()
                    && sameGang(draft.groups().get(group), draft.groups().get(next))) {
                next++;
            }
            List<Integer> unit = seats(draft, group, next).stream().filter(wanted::test).toList();
            if (draft.groups().get(group).isBound()) {
                if (open.size() + unit.size() > size && !open.isEmpty()) {
                    windows.add(open);
                    open = new ArrayList<>();
                }
                if (unit.size() <= MOST_OVER * size) {
                    open.addAll(unit);
                }
            } else {
                for (int seat : unit) {
                    if (open.size() >= size) {
                        windows.add(open);
                        open = new ArrayList<>();
                    }
                    open.add(seat);
                }
            }
            group = next;
        }
        if (!open.isEmpty()) {
            windows.add(open);
        }
        return windows;
    }

    static boolean sameGang(PendingGroup one, PendingGroup other) {
        return one.gang() != null
                && one.gang().equals(other.gang())
                && one.job().equals(other.job());
    }

    private static List<Integer> seats(Draft draft, int from, int to) {
        List<Integer> seats = new ArrayList<>();
        for (int group = from; group < to; group++) {
            for (int i = 0; i < draft.groups().get(group).allocations().size(); i++) {
                int seat = draft.firstSeat(group) + i;
                if (!draft.isFixed(seat)) {
                    seats.add(seat);
                }
            }
        }
        return seats;
    }
}

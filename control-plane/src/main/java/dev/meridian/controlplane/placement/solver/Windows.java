package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.model.PendingGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// Cuts the queue into windows, in its order. What is bound together is never cut. Windows are
/// even, and as many as come nearest to the size that is set: each is searched for as long, so that
/// a remainder would cost as much as a full one.
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
        List<Unit> units = units(draft, wanted, MOST_OVER * size);
        int all = units.stream().mapToInt(unit -> unit.seats().size()).sum();
        int each = Math.ceilDiv(all, Math.max(1, Math.round((float) all / size)));
        List<List<Integer>> windows = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (Unit unit : units) {
            boolean full = unit.bound() && open.size() + unit.seats().size() > each;
            if (full && !open.isEmpty()) {
                windows.add(open);
                open = new ArrayList<>();
            }
            if (unit.bound()) {
                open.addAll(unit.seats());
                continue;
            }
            for (int seat : unit.seats()) {
                if (open.size() >= each) {
                    windows.add(open);
                    open = new ArrayList<>();
                }
                open.add(seat);
            }
        }
        if (!open.isEmpty()) {
            windows.add(open);
        }
        return windows;
    }

    /// @param bound together: all of them or none
    private record Unit(List<Integer> seats, boolean bound) {}

    /// @param most of what is bound together
    private static List<Unit> units(Draft draft, IntPredicate wanted, int most) {
        List<Unit> units = new ArrayList<>();
        for (int group = 0; group < draft.groups().size(); ) {
            int next = group + 1;
            while (next < draft.groups().size()
                    && sameGang(draft.groups().get(group), draft.groups().get(next))) {
                next++;
            }
            boolean bound = draft.groups().get(group).isBound();
            List<Integer> seats = seats(draft, group, next, wanted);
            if (!seats.isEmpty() && (!bound || seats.size() <= most)) {
                units.add(new Unit(seats, bound));
            }
            group = next;
        }
        return units;
    }

    static boolean sameGang(PendingGroup one, PendingGroup other) {
        return one.gang() != null
                && one.gang().equals(other.gang())
                && one.job().equals(other.job());
    }

    private static List<Integer> seats(Draft draft, int from, int to, IntPredicate wanted) {
        List<Integer> seats = new ArrayList<>();
        for (int group = from; group < to; group++) {
            for (int i = 0; i < draft.groups().get(group).allocations().size(); i++) {
                int seat = draft.firstSeat(group) + i;
                if (wanted.test(seat) && !draft.isFixed(seat)) {
                    seats.add(seat);
                }
            }
        }
        return seats;
    }
}

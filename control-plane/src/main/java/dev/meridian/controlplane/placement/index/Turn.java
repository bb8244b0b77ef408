package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.queues.Goods;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What is placed at once: an allocation, a group whose instances are bound together, or a gang.
///
/// @param groups of one gang, or one
/// @param group number of the first of them in the draft
/// @param from of its only group, if that is not bound: which allocation
public record Turn(List<PendingGroup> groups, int group, int from) {

    public PendingGroup first() {
        return groups.getFirst();
    }

    public boolean isBound() {
        return groups.size() > 1 || first().isBound();
    }

    /// All that it places, group by group.
    public List<PendingAllocation> allocations() {
        return isBound()
                ? groups.stream().flatMap(group -> group.allocations().stream()).toList()
                : List.of(first().allocations().get(from));
    }

    /// Whether it is a gang that may start without all.
    boolean mayShrink() {
        return groups.stream()
                .anyMatch(one -> one.gang() != null && one.minCount() < one.allocations().size());
    }

    /// With so many of each group, the first of them.
    Turn first(int[] sizes) {
        return new Turn(
                IntStream.range(0, sizes.length)
                        .mapToObj(i -> groups.get(i).first(sizes[i]))
                        .toList(),
                group,
                from);
    }

    /// One member less of the last group that may go without.
    ///
    /// @return false where none may
    boolean shrink(int[] sizes) {
        for (int i = sizes.length - 1; i >= 0; i--) {
            if (sizes[i] > groups.get(i).minCount()) {
                sizes[i]--;
                return true;
            }
        }
        return false;
    }

    /// The slots of so many of each group as slots of all.
    long[] spread(long[] some, int[] sizes) {
        long[] all = new long[allocations().size()];
        Arrays.fill(all, Slot.NONE);
        int to = 0;
        int at = 0;
        for (int i = 0; i < sizes.length; i++) {
            System.arraycopy(some, at, all, to, sizes[i]);
            at += sizes[i];
            to += groups.get(i).allocations().size();
        }
        return all;
    }

    public Goods goods() {
        Goods goods = Goods.NONE;
        for (PendingAllocation one : allocations()) {
            goods = goods.plus(Goods.of(one.requirement()));
        }
        return goods;
    }
}

package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.jobs.model.AllocationId;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Placed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What holds a part of some node, in an array without gaps, so that a copy for readers is one move
/// of memory. What stays keeps its place in it and its identity. Not for several threads.
final class PlacedSet {
    private final List<Copy> copies = new ArrayList<>();
    private final Map<Key, Integer> places = new HashMap<>();
    private final Map<GroupId, Integer> current = new HashMap<>();
    private final Map<AllocationId, Set<Key>> standbys = new HashMap<>();
    private @Nullable View view;

    /// @param placed of the copies, in the same order
    record View(List<Copy> copies, List<Placed> placed) {}

    enum Role {
        /// where the allocation is
        CURRENT,
        /// it has been placed anew, and this copy of it still lives
        DEPARTING,
        /// nothing runs there: the place is held for it
        STANDBY
    }

    /// @param of whose it is; a place that stands by has an id of its own
    record Copy(Placed placed, AllocationId of, Role role) {
        private Key key() {
            return new Key(placed.allocation(), role);
        }
    }

    /// At most one copy of an allocation is current, and at most one departs.
    private record Key(AllocationId allocation, Role role) {}

    /// @param moved allocations that may hold something else now, or nothing
    /// @param held all that they hold
    void replace(Collection<AllocationId> moved, Collection<Copy> held) {
        Set<Key> now = HashSet.newHashSet(held.size());
        held.forEach(copy -> now.add(copy.key()));
        for (AllocationId allocation : moved) {
            for (Key key : known(allocation)) {
                if (!now.contains(key)) {
                    remove(key);
                }
            }
        }
        held.forEach(this::put);
    }

    private List<Key> known(AllocationId allocation) {
        List<Key> keys = new ArrayList<>(standbys.getOrDefault(allocation, Set.of()));
        keys.add(new Key(allocation, Role.CURRENT));
        keys.add(new Key(allocation, Role.DEPARTING));
        return keys;
    }

    private void put(Copy copy) {
        Integer at = places.putIfAbsent(copy.key(), copies.size());
        if (at == null) {
            copies.add(copy);
            count(copy, 1);
            view = null;
        } else if (!copies.get(at).equals(copy)) {
            copies.set(at, copy);
            view = null;
        }
    }

    private void remove(Key key) {
        Integer at = places.remove(key);
        if (at == null) {
            return;
        }
        count(copies.get(at), -1);
        Copy last = copies.removeLast();
        if (at < copies.size()) {
            copies.set(at, last);
            places.put(last.key(), at);
        }
        view = null;
    }

    private void count(Copy copy, int change) {
        if (copy.role() == Role.STANDBY) {
            Set<Key> keys = standbys.computeIfAbsent(copy.of(), _ -> new HashSet<>());
            if (change > 0) {
                keys.add(copy.key());
            } else {
                keys.remove(copy.key());
            }
            if (keys.isEmpty()) {
                standbys.remove(copy.of());
            }
        }
        if (copy.role() == Role.CURRENT) {
            current.merge(
                    copy.placed().group(),
                    change,
                    (one, other) -> one + other == 0 ? null : one + other);
        }
    }

    /// Instances of the group that have a node, departing copies and places that stand by apart.
    int currentOf(GroupId group) {
        return current.getOrDefault(group, 0);
    }

    /// As it is now, never changed afterwards.
    View view() {
        View now = view;
        if (now == null) {
            now = new View(List.copyOf(copies), copies.stream().map(Copy::placed).toList());
            view = now;
        }
        return now;
    }
}

package dev.meridian.controlplane.placement.migration;

import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.index.Slot;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Who must leave a node so that something fits there: one alone, or all that hold parts of the
/// accelerators that are the easiest to empty.
final class Clearing {
    private final FleetIndex index;
    private final FreeCapacity capacity;
    private final List<List<Resident>> onNode;

    Clearing(FleetIndex index, List<List<Resident>> onNode) {
        this.index = index;
        capacity = index.capacity();
        this.onNode = onNode;
    }

    /// Empty where it takes more than so many, or one of them has no other place.
    List<Resident> of(Requirement wanted, int node, int most) {
        List<Resident> leaving = oneAlone(wanted, node);
        return leaving.isEmpty() && most > 1 && wanted.accelerators().isWhole()
                ? devices(wanted, node, most)
                : leaving;
    }

    private List<Resident> oneAlone(Requirement wanted, int node) {
        for (Resident one : onNode.get(node)) {
            if (fitsWithout(List.of(one), wanted, node) && hasAnotherPlace(one, node)) {
                return List.of(one);
            }
        }
        return List.of();
    }

    private List<Resident> devices(Requirement wanted, int node, int most) {
        int open = wanted.accelerators().count();
        List<List<Resident>> taken = new ArrayList<>();
        for (int device = 0; device < capacity.node(node).devices().size(); device++) {
            int bit = 1 << device;
            List<Resident> holders =
                    onNode.get(node).stream()
                            .filter(one -> (Slot.devices(one.slot()) & bit) != 0)
                            .toList();
            if (holders.isEmpty()) {
                open--;
            } else if (holders.stream()
                    .allMatch(one -> Integer.bitCount(Slot.devices(one.slot())) == 1)) {
                taken.add(holders);
            }
        }
        taken.sort(Comparator.comparingInt(List::size));
        List<Resident> leaving = new ArrayList<>();
        taken.stream().limit(Math.max(0, open)).forEach(leaving::addAll);
        return taken.size() >= open
                        && leaving.size() <= most
                        && fitsWithout(leaving, wanted, node)
                        && leaving.stream().allMatch(one -> hasAnotherPlace(one, node))
                ? leaving
                : List.of();
    }

    private boolean fitsWithout(List<Resident> leaving, Requirement wanted, int node) {
        leaving.forEach(one -> capacity.give(node, one.requirement(), Slot.devices(one.slot())));
        boolean fits = capacity.fits(node, wanted);
        leaving.forEach(one -> capacity.take(node, one.requirement(), Slot.devices(one.slot())));
        return fits;
    }

    private boolean hasAnotherPlace(Resident one, int node) {
        return index.bestBut(node, one.requirement()) >= 0;
    }
}

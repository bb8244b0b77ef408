package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.goals.WorkCensus;
import dev.meridian.controlplane.placement.model.queues.QueueHoldings;
import java.util.ArrayList;
import java.util.List;

/// What is placed, put on numbered nodes: the part of an index that stays from one plan to the
/// next. Immutable; the next one is made of the last by what differs between two snapshots.
///
/// A snapshot that is read from memory shows what has not changed as the same objects at the same
/// places of its list, so what differs is found by comparing references.
public final class Occupancy {
    private final NumberedNodes nodes;
    private final List<Placed> placed;
    private final FreeCapacity capacity;
    private final WorkCensus census;
    private final QueueHoldings held;

    private Occupancy(
            NumberedNodes nodes,
            List<Placed> placed,
            FreeCapacity capacity,
            WorkCensus census,
            QueueHoldings held) {
        this.nodes = nodes;
        this.placed = placed;
        this.capacity = capacity;
        this.census = census;
        this.held = held;
    }

    public static Occupancy of(Snapshot snapshot) {
        return of(new NumberedNodes(snapshot.nodes()), snapshot);
    }

    private static Occupancy of(NumberedNodes nodes, Snapshot snapshot) {
        FreeCapacity capacity = new FreeCapacity(nodes.ordered());
        hold(snapshot.placed(), 1, nodes, capacity);
        return new Occupancy(
                nodes,
                snapshot.placed(),
                capacity,
                WorkCensus.of(snapshot.placed()),
                QueueHoldings.of(snapshot.placed()));
    }

    /// The same as [#of], for the price of what differs where little does.
    public Occupancy next(Snapshot snapshot) {
        if (!nodes.isOf(snapshot.nodes())) {
            return of(snapshot);
        }
        List<Placed> now = snapshot.placed();
        if (placed == now) {
            return this;
        }
        List<Placed> gone = new ArrayList<>();
        List<Placed> come = new ArrayList<>();
        int both = Math.min(placed.size(), now.size());
        for (int i = 0; i < both; i++) {
            if (placed.get(i) != now.get(i)) {
                gone.add(placed.get(i));
                come.add(now.get(i));
            }
        }
        gone.addAll(placed.subList(both, placed.size()));
        come.addAll(now.subList(both, now.size()));
        if (gone.size() + come.size() > now.size()) {
            return of(nodes, snapshot);
        }
        FreeCapacity changed = capacity.copy();
        hold(gone, -1, nodes, changed);
        hold(come, 1, nodes, changed);
        return new Occupancy(
                nodes, now, changed, census.without(gone).with(come), held.after(gone, come));
    }

    /// @param times 1: is held, -1: is held no longer
    private static void hold(
            List<Placed> placed, int times, NumberedNodes nodes, FreeCapacity capacity) {
        for (Placed one : placed) {
            int node = nodes.number(one.node());
            if (node != NumberedNodes.NONE) {
                capacity.hold(node, one, times);
            }
        }
    }

    /// How much of what shape is placed.
    public WorkCensus census() {
        return census;
    }

    QueueHoldings held() {
        return held;
    }

    NumberedNodes nodes() {
        return nodes;
    }

    List<Placed> placed() {
        return placed;
    }

    /// To be taken from at will.
    FreeCapacity capacity() {
        return capacity.copy();
    }
}

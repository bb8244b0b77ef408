package dev.meridian.controlplane.placement.solver;

import dev.meridian.controlplane.placement.index.FreeCapacity;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.Goals;
import java.util.List;

/// What the goals say of each kind of work of a window on each node whatever is free, asked once.
final class Facts {
    private static final byte UNKNOWN = 0;
    private static final byte SUITS = 1;
    private static final byte DOES_NOT = 2;

    private final Goals goals;
    private final FreeCapacity capacity;
    private final List<Requirement> shapes;
    private final byte[][] suits;
    private final long[][] costs;

    Facts(Goals goals, FreeCapacity capacity, List<Requirement> shapes) {
        this.goals = goals;
        this.capacity = capacity;
        this.shapes = shapes;
        suits = new byte[shapes.size()][capacity.size()];
        costs = new long[shapes.size()][];
    }

    boolean suits(int shape, int node) {
        return look(shape, node) == SUITS;
    }

    /// Millipoints.
    long cost(int shape, int node) {
        look(shape, node);
        return costs[shape][node];
    }

    private byte look(int shape, int node) {
        byte known = suits[shape][node];
        if (known != UNKNOWN) {
            return known;
        }
        if (costs[shape] == null) {
            costs[shape] = new long[capacity.size()];
        }
        Requirement requirement = shapes.get(shape);
        boolean suited = goals.suits(requirement, capacity.view(node));
        costs[shape][node] = goals.cost(requirement, capacity.node(node));
        suits[shape][node] = suited ? SUITS : DOES_NOT;
        return suits[shape][node];
    }
}

package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.placement.index.Bids;
import dev.meridian.controlplane.placement.index.Draft;
import dev.meridian.controlplane.placement.index.FleetIndex;
import dev.meridian.controlplane.placement.model.Bid;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.Goals;
import dev.meridian.controlplane.placement.model.goals.NodeCost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes down what regions bid, by goal.
final class OpenBids {
    /// Of each allocation so many are told, the least.
    private static final int MOST = 8;

    private static final double HUNDREDTHS = 100;
    private static final double LEAST_TOLD = 0.01;

    private final FleetIndex index;
    private final Goals goals;

    OpenBids(FleetIndex index) {
        this.index = index;
        goals = index.goals();
    }

    /// The least first; empty where no two regions bid.
    List<Bid> of(Draft draft, int seat) {
        return draft.bids(seat)
                .map(bids -> of(bids, draft.seats().get(seat).allocation().requirement()))
                .orElse(List.of());
    }

    private List<Bid> of(Bids bids, Requirement requirement) {
        List<Bid> told = new ArrayList<>();
        for (int region = 0; region < bids.regions(); region++) {
            if (bids.node(region) != Bids.NONE) {
                Node node = index.capacity().node(bids.node(region));
                told.add(
                        new Bid(
                                node.region().name(),
                                node.name(),
                                rounded(bids.points(region)),
                                byGoal(requirement, node, bids.points(region))));
            }
        }
        told.sort(Comparator.comparingDouble(Bid::score));
        return told.subList(0, Math.min(MOST, told.size()));
    }

    /// What is not said of the node alone is what the allocation would make of its state.
    private Map<String, Double> byGoal(Requirement requirement, Node node, double points) {
        Map<String, Double> parts = new LinkedHashMap<>();
        double rest = points;
        for (NodeCost goal : goals.costs()) {
            double part = goal.cost(requirement, node) * goals.weight(goal);
            rest -= part;
            put(parts, goal.name(), part);
        }
        put(parts, goals.fragmentation().name(), rest);
        return parts;
    }

    private static void put(Map<String, Double> parts, String goal, double points) {
        if (Math.abs(points) >= LEAST_TOLD) {
            parts.put(goal, rounded(points));
        }
    }

    private static double rounded(double points) {
        return Math.round(points * HUNDREDTHS) / HUNDREDTHS;
    }
}

package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Spread;

/// Among allowed spreads the even one is best: the sum of squares counts how crowded the domains
/// are.
public record SpreadEvenness() implements GroupCost {

    @Override
    public String name() {
        return "spread-evenness";
    }

    @Override
    public String sentence() {
        return "instances that are spread are spread evenly";
    }

    @Override
    public String unit() {
        return "instances that share a domain with the average one";
    }

    @Override
    public double weight() {
        return 20;
    }

    @Override
    public boolean applies(PendingGroup group) {
        return !group.spreads().isEmpty();
    }

    @Override
    public double cost(PendingGroup group, GroupView view) {
        double cost = 0;
        int all = group.allocations().size() + view.placedBefore();
        for (Spread spread : group.spreads()) {
            long squares = 0;
            for (int count : view.tally(spread.by()).counts()) {
                squares += (long) count * count;
            }
            cost += squares / (double) all;
        }
        return cost;
    }
}

package dev.meridian.controlplane.placement.model.goals;

import static java.util.Objects.requireNonNull;

import dev.meridian.controlplane.placement.model.PendingGroup;

/// Instances of a group stay in one domain where the job prefers it.
public record TopologyPreferred() implements GroupCost {

    @Override
    public String name() {
        return "topology-preferred";
    }

    @Override
    public String sentence() {
        return "the instances of the group are in one domain of the preferred level";
    }

    @Override
    public String unit() {
        return "instances elsewhere";
    }

    @Override
    public double weight() {
        return 10;
    }

    @Override
    public boolean applies(PendingGroup group) {
        return group.preferred() != null;
    }

    @Override
    public double cost(PendingGroup group, GroupView view) {
        Tally tally = view.tally(requireNonNull(group.preferred()));
        return tally.total() - tally.fullest();
    }
}

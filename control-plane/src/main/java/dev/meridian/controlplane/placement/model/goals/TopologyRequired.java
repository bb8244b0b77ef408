package dev.meridian.controlplane.placement.model.goals;

import static java.util.Objects.requireNonNull;

import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.PendingToken;

/// All instances of a group stay in one domain where the job requires it.
public record TopologyRequired() implements GroupRule {

    @Override
    public String name() {
        return "topology";
    }

    @Override
    public String sentence() {
        return "all instances of the group are in one domain of the required level";
    }

    @Override
    public String unit() {
        return "instances";
    }

    @Override
    public boolean applies(PendingGroup group) {
        return group.required() != null;
    }

    @Override
    public long violations(PendingGroup group, GroupView view) {
        Tally tally = view.tally(requireNonNull(group.required()));
        return tally.total() - tally.fullest();
    }

    @Override
    public PendingToken token() {
        return PendingToken.TOPOLOGY_CANNOT_FIT;
    }

    @Override
    public String demand(PendingGroup group) {
        return "all instances of " + group.name() + " in one " + group.required();
    }
}

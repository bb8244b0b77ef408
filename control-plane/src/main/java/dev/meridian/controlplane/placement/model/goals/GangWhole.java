package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.PendingToken;

/// A gang starts with all that it needs or not at all.
public record GangWhole() implements GroupRule {

    @Override
    public String name() {
        return "gang";
    }

    @Override
    public String sentence() {
        return "a gang is placed as a whole or not at all";
    }

    @Override
    public String unit() {
        return "instances";
    }

    @Override
    public boolean applies(PendingGroup group) {
        return group.gang() != null;
    }

    @Override
    public long violations(PendingGroup group, GroupView view) {
        return view.gangPlacedNow() == 0
                ? 0
                : Math.max(0, group.minCount() - view.placedBefore() - view.placedNow());
    }

    @Override
    public PendingToken token() {
        return PendingToken.WAITING_FOR_GANG;
    }

    @Override
    public String demand(PendingGroup group) {
        return group.minCount() + " instances of " + group.name() + " at once";
    }
}

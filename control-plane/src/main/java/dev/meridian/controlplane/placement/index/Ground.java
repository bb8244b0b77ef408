package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.placement.model.DomainLevel;
import dev.meridian.controlplane.placement.model.GroupId;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.Goals;
import java.util.List;

/// The nodes that a search works on, numbered from 0: a fleet's, or a region's.
public interface Ground {

    Goals goals();

    /// What is free, with all that is placed.
    FreeCapacity capacity();

    /// The number in the whole fleet of what is number 0 here.
    int first();

    /// Nodes on which instances of a group that waits were before this plan.
    int[] before(GroupId group);

    Domains domains(DomainLevel level);

    /// The best nodes that have room, the best first.
    List<Integer> bestNodes(Requirement requirement, int most);

    /// Takes room that the draft has given to something.
    void take(long slot, Requirement requirement);

    /// Gives it back.
    void give(long slot, Requirement requirement);
}

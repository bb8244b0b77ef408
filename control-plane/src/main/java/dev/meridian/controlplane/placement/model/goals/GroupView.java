package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.DomainLevel;

/// Where the instances of one group are: those that held a node before and those that a plan
/// places.
public interface GroupView {

    /// Instances that the plan places.
    int placedNow();

    /// Instances that held a node already.
    int placedBefore();

    /// Instances that a plan places over all groups of the gang.
    int gangPlacedNow();

    /// Instances of each domain, old and new.
    Tally tally(DomainLevel level);
}

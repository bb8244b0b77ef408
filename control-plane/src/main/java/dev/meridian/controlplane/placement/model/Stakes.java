package dev.meridian.controlplane.placement.model;

import org.jspecify.annotations.Nullable;

/// What is foretold of a run and allowed to it, at the moment of a plan.
///
/// @param hours that it takes on the reference node; 0: not foretold, or without end
/// @param slack hours left until it should be done, negative when it is late already; null: it has
///   no deadline
/// @param purse null: it has no budget
public record Stakes(double hours, @Nullable Double slack, @Nullable Purse purse) {
    public static final Stakes NONE = new Stakes(0, null, null);

    /// What its job may cost.
    ///
    /// @throws IllegalArgumentException where it has no budget
    public Purse budget() {
        if (purse == null) {
            throw new IllegalArgumentException("has no budget");
        }
        return purse;
    }

    public Stakes with(Purse other) {
        return new Stakes(hours, slack, other);
    }
}

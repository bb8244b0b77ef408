package dev.meridian.controlplane.approvals.model;

/// What became of a wish to propose something.
public sealed interface Proposed {

    record Made(Proposal proposal) implements Proposed {}

    /// The same kind waits for the same subject already.
    record Waiting(Proposal proposal) implements Proposed {}
}

package dev.meridian.controlplane.approvals.model;

/// What became of a decision.
public sealed interface Decided {

    /// It is so, since now or since before: two who agree have one effect.
    record Done(Proposal now) implements Decided {}

    record Missing() implements Decided {}

    /// It has changed since the caller read it.
    record Stale(long version) implements Decided {}

    /// It cannot be decided so any more.
    record Refused(String sentence) implements Decided {}

    /// Not by this caller.
    record Forbidden(String sentence) implements Decided {}
}

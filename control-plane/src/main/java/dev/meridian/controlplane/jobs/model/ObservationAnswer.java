package dev.meridian.controlplane.jobs.model;

/// What the agent is told in return; the first two are acknowledgements.
public sealed interface ObservationAnswer {

    /// Stored; the agent may forget what has ended.
    record Applied() implements ObservationAnswer {}

    /// Known already, or overtaken.
    record Known(String why) implements ObservationAnswer {}

    /// That copy must not run: a newer one may, or the allocation is none of this control plane's.
    record Kill(String why) implements ObservationAnswer {}
}

package dev.meridian.controlplane.dispatch.model;

/// What became of the order to drill.
public sealed interface DrillStart {

    record Started(Drill drill) implements DrillStart {}

    record NoSuchRegion() implements DrillStart {}

    /// It could show nothing, or not now; in a sentence.
    record Refused(String why) implements DrillStart {}
}

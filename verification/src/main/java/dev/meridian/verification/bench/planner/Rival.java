package dev.meridian.verification.bench.planner;

/// One who decides, with an empty fleet at first; what is placed stays.
interface Rival {
    /// Whether the pod of this number found a node, whose room it takes.
    boolean place(int pod);
}

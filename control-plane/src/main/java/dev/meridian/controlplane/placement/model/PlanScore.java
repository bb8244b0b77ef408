package dev.meridian.controlplane.placement.model;

/// How good an answer is.
///
/// @param placed allocations that have a place
/// @param points of the soft goals, over all of them; less is better
public record PlanScore(int placed, double points) {
    public static final PlanScore NOTHING = new PlanScore(0, 0);
}

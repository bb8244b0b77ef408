package dev.meridian.controlplane.placement.model;

/// What one soft goal says of a placement.
///
/// @param value in the goal's unit; less is better
/// @param weight points per unit
public record GoalScore(String name, double value, double weight, String sentence) {

    public double points() {
        return value * weight;
    }
}

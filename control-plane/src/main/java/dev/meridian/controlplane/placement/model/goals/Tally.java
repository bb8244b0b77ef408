package dev.meridian.controlplane.placement.model.goals;

import java.util.Arrays;

/// How many instances of a group each domain holds.
///
/// @param counts of the domains that hold any, in no order
/// @param strays instances on nodes that do not say in which domain they are
public record Tally(int[] counts, int strays) {

    public int domains() {
        return counts.length;
    }

    public int fullest() {
        return Arrays.stream(counts).max().orElse(0);
    }

    /// Instances in all, strays included.
    public int total() {
        return Arrays.stream(counts).sum() + strays;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tally tally
                && strays == tally.strays
                && Arrays.equals(counts, tally.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(counts) + strays;
    }

    @Override
    public String toString() {
        return Arrays.toString(counts) + " and " + strays + " strays";
    }
}

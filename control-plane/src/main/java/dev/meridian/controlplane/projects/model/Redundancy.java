package dev.meridian.controlplane.projects.model;

/// In how many regions the jobs of a project have copies, unless they say so themselves.
///
/// @param regions [#FEWEST] to [#MOST], the job's own among them
/// @param active all copies are at work; else one is, and places in the other regions stand by
public record Redundancy(int regions, boolean active) {
    public static final int FEWEST = 2;
    public static final int MOST = 10;

    public Redundancy {
        if (!isPossible(regions)) {
            throw new IllegalArgumentException("copies in " + regions + " regions");
        }
    }

    public static boolean isPossible(int regions) {
        return regions >= FEWEST && regions <= MOST;
    }
}

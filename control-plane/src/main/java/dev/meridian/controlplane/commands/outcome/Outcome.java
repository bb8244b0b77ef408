package dev.meridian.controlplane.commands.outcome;

/// What became of one job. Times are seconds from the start of the trace.
///
/// @param started for the first time
/// @param worked seconds that its work takes where it ended, without starts and what was done twice
/// @param held seconds for which it held its places, over all attempts
/// @param heldBefore of them, before the last job of the trace came
/// @param dollars for what it held
/// @param egress dollars for carrying its data, once for every start away from them
public record Outcome(
        Job job,
        double started,
        double ended,
        int attempts,
        double worked,
        double held,
        double heldBefore,
        double dollars,
        double egress) {

    /// Until it started for the first time.
    public double waited() {
        return started - job.submitted();
    }

    public double completion() {
        return ended - job.submitted();
    }
}

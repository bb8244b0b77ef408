package dev.meridian.controlplane.commands.openb;

/// What one trial came to.
///
/// @param at100 percent of the accelerators that were allocated when arrivals asked for 100 % of
///   them
/// @param at130 the same at the end
/// @param seconds of a processor that planning took, without reading files
/// @param moves that the solver scored
/// @param remark how long single decisions took, or what else is to be told of the mode
public record Result(
        double at100, double at130, double seconds, int placements, long moves, String remark) {

    public double placementsPerSecond() {
        return seconds == 0 ? 0 : placements / seconds;
    }
}

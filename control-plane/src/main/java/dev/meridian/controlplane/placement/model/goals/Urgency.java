package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Stakes;

/// Where a deadline presses, a job goes before others of its priority class: the sooner it would
/// have to start, the earlier (least laxity first). It presses from when less than twice its
/// foretold run is left, or less than an hour where none is foretold, until it has passed: what
/// cannot be in time any more takes nobody's turn.
public final class Urgency {
    private static final double UNKNOWN = 0.5;
    private static final double SECONDS_OF_HOUR = 3600;

    private Urgency() {}

    public static boolean presses(Stakes stakes) {
        Double slack = stakes.slack();
        return slack != null && slack > 0 && slack < 2 * run(stakes);
    }

    /// When a group is due: who is due earlier goes first. What presses is due before all that does
    /// not.
    ///
    /// @param usual when it would be due without a deadline, in seconds since 1970
    public static double due(PendingGroup group, double usual) {
        Stakes stakes = group.allocations().getFirst().requirement().stakes();
        Double slack = stakes.slack();
        return slack == null || !presses(stakes) ? usual : (slack - run(stakes)) * SECONDS_OF_HOUR;
    }

    private static double run(Stakes stakes) {
        return stakes.hours() == 0 ? UNKNOWN : stakes.hours();
    }
}

package dev.meridian.controlplane.commands.outcome;

import java.time.Instant;

/// Who goes first, as a priority class: what users or operators settle, outside of the planner.
public interface Ranking {
    /// All are of one class and cannot be stopped: first come, first served.
    Ranking BY_AGE =
            new Ranking() {
                private static final int STANDARD = 500;

                @Override
                public int priority(Job job, double held, Instant now) {
                    return STANDARD;
                }

                @Override
                public boolean preemptible() {
                    return false;
                }
            };

    /// More goes first.
    ///
    /// @param held seconds for which it has held its places so far, over all attempts
    int priority(Job job, double held, Instant now);

    /// Whether what runs may be stopped for a higher class.
    boolean preemptible();
}

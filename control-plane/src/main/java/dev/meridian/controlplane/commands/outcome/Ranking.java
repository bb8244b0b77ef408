package dev.meridian.controlplane.commands.outcome;

import java.time.Instant;

/// What users settle for their jobs, outside of the planner: priority class, and whether they may
/// be stopped.
public interface Ranking {
    /// All are of one class and cannot be stopped.
    Ranking ONE_CLASS = oneClass(false);

    /// All are of one class and can be stopped.
    Ranking PREEMPTIBLE = oneClass(true);

    private static Ranking oneClass(boolean preemptible) {
        return new Ranking() {
            private static final int STANDARD = 500;

            @Override
            public int priority(Job job, double held, Instant now) {
                return STANDARD;
            }

            @Override
            public boolean preemptible() {
                return preemptible;
            }
        };
    }

    /// More goes first.
    ///
    /// @param held seconds for which it has held its places so far, over all attempts
    int priority(Job job, double held, Instant now);

    /// Whether what runs may be stopped for a higher class.
    boolean preemptible();
}

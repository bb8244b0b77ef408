package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.Learner;

/// Who learns on this machine.
public final class Learners {
    private Learners() {}

    /// Boosted trees where their native library is there, a forest of binned trees elsewhere.
    public static Learner residuals(Boosting boosting) {
        return new BoostedTrees(boosting);
    }
}

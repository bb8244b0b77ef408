package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.panel.PanelLearners;

/// The learners of a panel, sized for a few hundred series within a minute on one core.
public final class PanelLearning {
    private PanelLearning() {}

    public static PanelLearners usual() {
        return new PanelLearners(
                seed -> Learners.residuals(Boosting.residuals(60, 6, 0.15).seed(42 + seed)),
                seed -> Learners.residuals(Boosting.residuals(100, 7, 0.12).seed(42 + seed)),
                Learners.residuals(Boosting.sizes(60, 5, 0.1)));
    }
}

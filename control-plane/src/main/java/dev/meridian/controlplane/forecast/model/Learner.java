package dev.meridian.controlplane.forecast.model;

import dev.meridian.controlplane.forecast.model.feature.Rows;

/// Makes a model from rows with targets.
public interface Learner {

    /// As shown beside its forecasts: `boosted trees`.
    String name();

    /// @throws UnfitModel when what came of it gives answers that are not finite
    Learned learn(Rows rows, Training training);
}

package dev.meridian.controlplane.forecast.model.runtime;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.feature.Rows;

/// A learned model with the gate that it has to pass.
///
/// @param examples that it was learned from
/// @param error the part of later runs that it did not foretell within a factor of two
/// @param before the same of the chain alone
public record LearnedCorrection(
        Learned learned, Gate gate, int examples, double error, double before)
        implements Correction {

    @Override
    public double of(float[] features) {
        Rows row = new Rows(Chain.FEATURES);
        row.add(features, 0);
        return learned.predict(row)[0];
    }
}

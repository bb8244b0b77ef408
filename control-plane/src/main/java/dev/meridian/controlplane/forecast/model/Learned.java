package dev.meridian.controlplane.forecast.model;

import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.util.Map;

/// A trained model: a row of features in, a number out. Safe to ask from many threads.
public interface Learned {

    /// What it was trained from and how.
    Provenance provenance();

    /// One number a row; the targets of the rows are not looked at.
    double[] predict(Rows rows);

    /// How much each feature helped in training, largest first; empty where the kind of model
    /// cannot tell.
    Map<String, Double> gain();

    /// What each feature added to one prediction, largest first by size, with what is added to
    /// every prediction under `""`; empty where the kind of model cannot tell.
    Map<String, Double> contributions(Rows rows, int row);

    /// All of it, for the database; see the reader beside its learner.
    byte[] toBytes();
}

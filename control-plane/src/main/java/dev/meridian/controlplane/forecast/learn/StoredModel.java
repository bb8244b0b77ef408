package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.Learned;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.regression.Regressor;

/// Reads a model that [Learned#toBytes] wrote.
public final class StoredModel {
    private StoredModel() {}

    /// @throws IllegalArgumentException when the bytes are of no model of this version
    public static Learned read(byte[] bytes) {
        ModelBytes.Read read = ModelBytes.read(bytes);
        return switch (read.kind()) {
            case "trees" ->
                    new TreesLearned(
                            (XGBoostModel<Regressor>) ModelBytes.toTribuo(read.body()),
                            read.provenance());
            case String other ->
                    throw new IllegalArgumentException(
                            "No model of the kind \"" + other + "\" is known here.");
        };
    }
}

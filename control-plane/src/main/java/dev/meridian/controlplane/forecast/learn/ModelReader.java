package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.Learned;
import org.tribuo.Model;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.regression.Regressor;

/// Reads what [Learned#toBytes] wrote.
public final class ModelReader {
    private ModelReader() {}

    /// @throws IllegalArgumentException when the bytes are no model, or one that this machine
    ///   cannot run
    public static Learned read(byte[] bytes) {
        ModelBytes.Read read = ModelBytes.read(bytes);
        return switch (read.kind()) {
            case "trees" -> {
                if (!Learners.boostedTreesServe()) {
                    throw new IllegalArgumentException(
                            "Boosted trees need a native library that is not there on this machine.");
                }
                Model<Regressor> model = ModelBytes.toTribuo(read.body());
                yield new TreesLearned((XGBoostModel<Regressor>) model, read.provenance());
            }
            case "tribuo" -> new TribuoLearned(ModelBytes.toTribuo(read.body()), read.provenance());
            case "net" -> new NetLearned(FittedNet.read(read.body()), read.provenance());
            default ->
                    throw new IllegalArgumentException(
                            "A model of the kind %s is not known.".formatted(read.kind()));
        };
    }
}

package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.regression.Regressor;

/// Who learns run times and peaks of memory, and reads back what was learned.
public final class RuntimeLearning {
    private static final int TREES = 200;
    private static final int DEPTH = 5;
    private static final double RATE = 0.04;

    private RuntimeLearning() {}

    public static Learner learner() {
        return Learners.residuals(Boosting.residuals(TREES, DEPTH, RATE));
    }

    /// @throws IllegalArgumentException when the bytes are no model of this version
    public static Learned read(byte[] bytes) {
        ModelBytes.Read read = ModelBytes.read(bytes);
        if (!(ModelBytes.toTribuo(read.body()) instanceof XGBoostModel<Regressor> model)) {
            throw new IllegalArgumentException("These bytes are no boosted trees.");
        }
        return new TreesLearned(model, read.provenance());
    }
}

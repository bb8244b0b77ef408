package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.Learner;

/// Who learns on this machine.
public final class Learners {
    private static final boolean NATIVE = nativeLibraryLoads();

    private Learners() {}

    /// Boosted trees where their native library is there (x86-64), a forest of binned trees
    /// elsewhere.
    public static Learner residuals(Boosting boosting) {
        return NATIVE ? new BoostedTrees(boosting) : new BinnedForest();
    }

    /// Whether boosted trees can be had on this machine.
    public static boolean boostedTreesServe() {
        return NATIVE;
    }

    private static boolean nativeLibraryLoads() {
        try {
            Class.forName("ml.dmlc.xgboost4j.java.XGBoost");
            new ml.dmlc.xgboost4j.java.DMatrix(new float[] {1}, 1, 1, Float.NaN).dispose();
            return true;
        } catch (ClassNotFoundException | ml.dmlc.xgboost4j.java.XGBoostError | LinkageError _) {
            return false;
        }
    }
}

package dev.meridian.controlplane.forecast.learn;

import java.util.HashMap;
import java.util.Map;

/// How trees are boosted.
///
/// @param loss what is minimised
/// @param trees how many
/// @param depth at most so many questions in one
/// @param rate share of a tree that is added
/// @param leaf least weight of examples in a leaf
/// @param rows share of the rows that a tree sees
/// @param columns share of the features that a tree sees
/// @param shrinkage of leaves (L2)
/// @param leastGain of a split: branches that gain less are cut back, 0 keeps all
/// @param bins of a feature, in which splits are looked for
/// @param seed of its dice
public record Boosting(
        Loss loss,
        int trees,
        int depth,
        double rate,
        int leaf,
        double rows,
        double columns,
        double shrinkage,
        double leastGain,
        int bins,
        int seed) {

    /// One that cuts nothing back.
    public Boosting(
            Loss loss,
            int trees,
            int depth,
            double rate,
            int leaf,
            double rows,
            double columns,
            double shrinkage,
            int bins,
            int seed) {
        this(loss, trees, depth, rate, leaf, rows, columns, shrinkage, 0, bins, seed);
    }

    /// What a tree is fitted to.
    public enum Loss {
        /// Nearly the absolute error, and smooth where it is small: Charbonnier et al. (1997).
        PSEUDO_HUBER("reg:pseudohubererror"),
        SQUARED("reg:squarederror");

        private final String objective;

        Loss(String objective) {
            this.objective = objective;
        }
    }

    /// The usual one for residuals.
    public static Boosting residuals(int trees, int depth, double rate) {
        return new Boosting(Loss.PSEUDO_HUBER, trees, depth, rate, 20, 0.7, 0.6, 5, 64, 42);
    }

    /// The usual one for the logarithm of the size of an error.
    public static Boosting sizes(int trees, int depth, double rate) {
        return new Boosting(Loss.SQUARED, trees, depth, rate, 20, 0.7, 0.6, 5, 64, 42);
    }

    public Boosting trees(int other) {
        return new Boosting(
                loss, other, depth, rate, leaf, rows, columns, shrinkage, leastGain, bins, seed);
    }

    public Boosting leastGain(double other) {
        return new Boosting(
                loss, trees, depth, rate, leaf, rows, columns, shrinkage, other, bins, seed);
    }

    public Boosting seed(int other) {
        return new Boosting(
                loss, trees, depth, rate, leaf, rows, columns, shrinkage, leastGain, bins, other);
    }

    /// One thread always: two take many times longer on busy cores. Parallelise over models.
    Map<String, Object> parameters() {
        Map<String, Object> all = new HashMap<>();
        all.put("objective", loss.objective);
        all.put("max_depth", depth);
        all.put("eta", rate);
        all.put("min_child_weight", leaf);
        all.put("subsample", rows);
        all.put("colsample_bytree", columns);
        all.put("lambda", shrinkage);
        all.put("gamma", leastGain);
        all.put("tree_method", "hist");
        all.put("max_bin", bins);
        all.put("nthread", 1);
        all.put("seed", seed);
        all.put("verbosity", 0);
        return all;
    }
}

package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.Provenance;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.util.List;
import java.util.Map;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.BinningTransformation;

/// A random forest (Breiman, 2001) on binned features, in plain Java: for machines without the
/// native library of the boosted trees.
///
/// Binning makes its search for splits several times quicker. It learns from a sample of the rows.
public final class BinnedForest implements Learner {
    private static final int MOST_ROWS = 15_000;
    private static final int BINS = 32;
    private static final int TREES = 20;
    private static final int DEPTH = 10;

    @Override
    public String name() {
        return "forest";
    }

    @Override
    public Learned learn(Rows rows, Training training) {
        Rows sample = Samples.of(rows, MOST_ROWS);
        var tree =
                new CARTRegressionTrainer(DEPTH, 10f, 0f, 0.33f, false, new MeanSquaredError(), 7);
        var forest = new RandomForestTrainer<Regressor>(tree, new AveragingCombiner(), TREES, 7);
        var binned =
                new TransformTrainer<>(
                        forest,
                        new TransformationMap(List.of(BinningTransformation.equalFrequency(BINS))));
        var learned =
                new TribuoLearned(
                        binned.train(Examples.of(sample, training)),
                        new Provenance(
                                name(),
                                training,
                                sample.size(),
                                rows.names(),
                                Map.of(
                                        "trees",
                                        String.valueOf(TREES),
                                        "depth",
                                        String.valueOf(DEPTH),
                                        "bins",
                                        String.valueOf(BINS))));
        FiniteAnswers.check(learned, rows);
        return learned;
    }
}

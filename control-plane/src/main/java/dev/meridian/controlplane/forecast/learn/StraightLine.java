package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.Provenance;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.util.List;
import java.util.Map;
import org.tribuo.regression.slm.ElasticNetCDTrainer;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.MeanStdDevTransformation;

/// A linear model with an elastic net (Zou and Hastie, 2005), by coordinate descent: the challenger
/// that tells whether trees earn their place.
public final class StraightLine implements Learner {
    private static final int MOST_ROWS = 30_000;

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public Learned learn(Rows rows, Training training) {
        Rows sample = Samples.of(rows, MOST_ROWS);
        var trainer =
                new TransformTrainer<>(
                        new ElasticNetCDTrainer(0.05, 0.5, 1e-3, 300, false, 7),
                        new TransformationMap(List.of(new MeanStdDevTransformation())));
        var learned =
                new TribuoLearned(
                        trainer.train(Examples.of(sample, training)),
                        new Provenance(
                                name(),
                                training,
                                sample.size(),
                                rows.names(),
                                Map.of("alpha", "0.05", "l1", "0.5")));
        FiniteAnswers.check(learned, rows);
        return learned;
    }
}

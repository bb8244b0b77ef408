package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.Provenance;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer.RegressionType;

/// Tribuo's XGBoost: the model of choice for residuals.
///
/// Chen and Guestrin (2016), "XGBoost: A scalable tree boosting system". Its native library is
/// there for x86-64 only; see [Learners] for what serves elsewhere.
public final class BoostedTrees implements Learner {
    private final Boosting boosting;

    public BoostedTrees(Boosting boosting) {
        this.boosting = boosting;
    }

    @Override
    public String name() {
        return "boosted trees";
    }

    @Override
    public Learned learn(Rows rows, Training training) {
        RegressionType kind =
                boosting.loss() == Boosting.Loss.SQUARED
                        ? RegressionType.LINEAR
                        : RegressionType.PSEUDOHUBER;
        var trainer = new XGBoostRegressionTrainer(kind, boosting.trees(), boosting.parameters());
        var model = (XGBoostModel<Regressor>) trainer.train(Examples.of(rows, training));
        Map<String, String> settings = new TreeMap<>();
        boosting.parameters().forEach((name, value) -> settings.put(name, value.toString()));
        settings.put("trees", String.valueOf(boosting.trees()));
        var learned =
                new TreesLearned(
                        model,
                        new Provenance(name(), training, rows.size(), rows.names(), settings));
        FiniteAnswers.check(learned, rows);
        return learned;
    }
}

package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Learner;
import dev.meridian.controlplane.forecast.model.Provenance;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A small neural net: a challenger beside the boosted trees.
public final class NeuralNet implements Learner {
    private static final int MOST_ROWS = 50_000;

    @Override
    public String name() {
        return "neural net";
    }

    @Override
    public Learned learn(Rows rows, Training training) {
        Rows sample = Samples.of(rows, MOST_ROWS);
        NetModel model = new NetTrainer().train(Examples.of(sample, training), Map.of());
        List<String> names = new ArrayList<>();
        for (int id = 0; id < model.getFeatureIDMap().size(); id++) {
            names.add(model.getFeatureIDMap().get(id).getName());
        }
        var learned =
                new NetLearned(
                        model.network(),
                        new Provenance(
                                name(),
                                training,
                                sample.size(),
                                names,
                                Map.of("hidden", "64,32", "loss", "huber", "optimiser", "adam")));
        FiniteAnswers.check(learned, rows);
        return learned;
    }
}

package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Provenance;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.util.HashMap;
import java.util.Map;
import org.tribuo.Model;
import org.tribuo.regression.Regressor;

/// Any regression model of Tribuo, asked in Tribuo's own way.
final class TribuoLearned implements Learned {
    private final Model<Regressor> model;
    private final Provenance provenance;

    TribuoLearned(Model<Regressor> model, Provenance provenance) {
        this.model = model;
        this.provenance = provenance;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public double[] predict(Rows rows) {
        double[] answers = new double[rows.size()];
        int[] columns = Examples.byName(rows.names());
        for (int row = 0; row < answers.length; row++) {
            answers[row] =
                    model.predict(Examples.example(rows, row, columns)).getOutput().getValues()[0];
        }
        return answers;
    }

    @Override
    public Map<String, Double> gain() {
        Map<String, Double> gain = new HashMap<>();
        model.getTopFeatures(-1)
                .values()
                .forEach(features ->
                        features.forEach(
                                pair -> gain.merge(pair.getA(), pair.getB(), Double::sum)));
        return Largest.first(gain);
    }

    @Override
    public Map<String, Double> contributions(Rows rows, int row) {
        return Map.of();
    }

    @Override
    public byte[] toBytes() {
        return ModelBytes.write("tribuo", provenance, ModelBytes.ofTribuo(model));
    }
}

package dev.meridian.controlplane.forecast.learn;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Provenance;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.util.List;
import java.util.Map;

/// A network that is asked directly. Its inputs are the features of its provenance, in their order.
final class NetLearned implements Learned {
    private final FittedNet network;
    private final Provenance provenance;

    NetLearned(FittedNet network, Provenance provenance) {
        this.network = network;
        this.provenance = provenance;
    }

    @Override
    public Provenance provenance() {
        return provenance;
    }

    @Override
    public double[] predict(Rows rows) {
        List<String> names = provenance.features();
        int[] columns = names.stream().mapToInt(rows.names()::indexOf).toArray();
        double[] answers = new double[rows.size()];
        double[] input = new double[columns.length];
        for (int row = 0; row < answers.length; row++) {
            for (int i = 0; i < input.length; i++) {
                input[i] = columns[i] < 0 ? Double.NaN : rows.at(row, columns[i]);
            }
            answers[row] = network.answer(input);
        }
        return answers;
    }

    @Override
    public Map<String, Double> gain() {
        return Map.of();
    }

    @Override
    public Map<String, Double> contributions(Rows rows, int row) {
        return Map.of();
    }

    @Override
    public byte[] toBytes() {
        return ModelBytes.write("net", provenance, network.toBytes());
    }
}

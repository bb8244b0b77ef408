package dev.meridian.controlplane.forecast.model.panel;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.Provenance;
import dev.meridian.controlplane.forecast.model.Training;
import dev.meridian.controlplane.forecast.model.feature.Rows;
import java.util.List;
import java.util.Map;

/// A model that adds nothing: for panels too small to learn from.
record Silent() implements Learned {
    static final int FEWEST_ROWS = 200;

    @Override
    public Provenance provenance() {
        return new Provenance("none", Training.of("too few rows"), 0, List.of(), Map.of());
    }

    @Override
    public double[] predict(Rows rows) {
        return new double[rows.size()];
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
        return new byte[0];
    }
}

package dev.meridian.controlplane.forecast.model;

import java.util.List;
import java.util.Map;

/// Where a model comes from: enough to train it again.
///
/// @param learner the kind of model
/// @param training what it was trained for, when and on which span
/// @param rows how many examples
/// @param features their names, in the order of its input
/// @param settings hyper-parameters by name
public record Provenance(
        String learner,
        Training training,
        int rows,
        List<String> features,
        Map<String, String> settings) {
    public Provenance {
        features = List.copyOf(features);
        settings = Map.copyOf(settings);
    }
}

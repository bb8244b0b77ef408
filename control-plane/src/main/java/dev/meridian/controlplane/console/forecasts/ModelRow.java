package dev.meridian.controlplane.console.forecasts;

import dev.meridian.controlplane.forecast.model.view.Kinds;
import dev.meridian.controlplane.forecast.model.view.ModelLine;
import dev.meridian.controlplane.forecast.model.view.ModelState;
import java.util.Map;
import java.util.TreeMap;

/// One model in the list.
///
/// @param kind of resource
/// @param settings hyper-parameters by name
public record ModelRow(ModelLine model, String kind, Map<String, String> settings) {

    static ModelRow of(ModelLine model) {
        return new ModelRow(
                model, Kinds.word(model.kind()), new TreeMap<>(model.provenance().settings()));
    }

    public boolean isChampion() {
        return model.state() == ModelState.CHAMPION;
    }
}

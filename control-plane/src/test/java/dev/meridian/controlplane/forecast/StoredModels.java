package dev.meridian.controlplane.forecast;

import dev.meridian.controlplane.forecast.model.Learned;
import dev.meridian.controlplane.forecast.model.ResourceKind;
import dev.meridian.controlplane.forecast.model.view.ForecastQuestion;
import dev.meridian.controlplane.forecast.model.view.ModelLine;
import dev.meridian.controlplane.forecast.model.view.ModelState;
import dev.meridian.controlplane.forecast.model.view.SeriesForecast;
import dev.meridian.controlplane.forecast.store.ModelStore;
import dev.meridian.controlplane.projects.model.VisibleProjects;
import dev.meridian.controlplane.telemetry.model.demand.DemandKey;
import dev.meridian.controlplane.telemetry.model.demand.Measure;
import dev.meridian.controlplane.telemetry.model.demand.Scope;
import java.time.Instant;
import java.util.Comparator;
import org.springframework.boot.test.context.TestComponent;

/// The registry of models, and what the one that is heard says, for stories about them.
@TestComponent
class StoredModels {
    private final ForecastModels models;
    private final ModelStore store;
    private final Forecasts forecasts;

    StoredModels(ForecastModels models, ModelStore store, Forecasts forecasts) {
        this.models = models;
        this.store = store;
        this.forecasts = forecasts;
    }

    long add(ResourceKind kind, ModelState state, Learned learned, Instant since) {
        return store.add(
                new ModelLine(
                        0,
                        kind,
                        state,
                        learned.provenance(),
                        1,
                        1,
                        1,
                        0.95,
                        "Of a test.",
                        since,
                        null),
                learned.toBytes());
    }

    ModelLine line(long id) {
        return models.find(id).orElseThrow();
    }

    ModelState state(long id) {
        return line(id).state();
    }

    /// The last forecast of a cluster's CPU.
    SeriesForecast newest(Instant now) {
        return forecasts
                .find(
                        new ForecastQuestion(
                                Scope.CLUSTER,
                                null,
                                DemandKey.CPU,
                                Measure.DEMAND,
                                new VisibleProjects.All()),
                        0,
                        10,
                        now)
                .stream()
                .max(Comparator.comparing(SeriesForecast::origin))
                .orElseThrow();
    }
}

package dev.meridian.controlplane.forecast.model.view;

import dev.meridian.controlplane.telemetry.model.demand.DemandKey;

/// A demand series that is forecast.
///
/// @param id of the database
public record ForecastSeries(int id, DemandKey key) {

    /// As the forecaster calls it.
    public String name() {
        return Integer.toString(id);
    }
}

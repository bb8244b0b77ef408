package dev.meridian.controlplane.forecast.model.live;

import java.util.List;

/// What the experts of a series say at an origin, and where its rows for the model are.
///
/// @param ahead one a horizon
/// @param firstRow of as many rows as there are horizons
/// @param heard whether there is history enough for the model
record Question(List<Ahead> ahead, int firstRow, boolean heard) {

    /// One horizon.
    ///
    /// @param horizon steps ahead
    /// @param said by each [Voice]; the model's place is still free
    /// @param best the expert that the model stands on
    /// @param unit what residuals and bands are measured in: that expert's mean error
    record Ahead(int horizon, double[] said, int best, double unit) {}
}

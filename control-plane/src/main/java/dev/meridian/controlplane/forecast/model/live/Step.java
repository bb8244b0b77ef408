package dev.meridian.controlplane.forecast.model.live;

import java.time.Instant;

/// A forecast for one time ahead.
///
/// @param horizon steps ahead
/// @param at the beginning of the step that is forecast
/// @param p05 one in twenty is below
/// @param p50 as many above as below
/// @param p95 one in twenty is above
/// @param ceiling what a planner provides for: the larger of the series' own upper bound and that
///   of all series of the kind
/// @param said what each [Voice] said; NaN where it has nothing to say
/// @param weights how much each is believed; they sum to one
/// @param gate how far the model is heard beside its base, 0 to 1
public record Step(
        int horizon,
        Instant at,
        double p05,
        double p50,
        double p95,
        double ceiling,
        double[] said,
        double[] weights,
        double gate) {

    /// The share of the learned model in the forecast: its weight times its gate. Zero means that
    /// experts speak alone.
    public double shareOfModel() {
        return weights[Voice.MODEL.ordinal()] * gate;
    }
}

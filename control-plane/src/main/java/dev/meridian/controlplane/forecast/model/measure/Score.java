package dev.meridian.controlplane.forecast.model.measure;

/// How a method did on many series.
///
/// @param method its name
/// @param smape in percent
/// @param mase mean over the series
/// @param owa against Naive2; NaN where that is not known
/// @param msis of the 95 % band
/// @param coverage share of truths within the 95 % band
/// @param seconds that it took
public record Score(
        String method,
        double smape,
        double mase,
        double owa,
        double msis,
        double coverage,
        double seconds) {}

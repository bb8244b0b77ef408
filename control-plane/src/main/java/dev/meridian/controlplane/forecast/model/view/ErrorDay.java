package dev.meridian.controlplane.forecast.model.view;

import java.time.LocalDate;

/// How the forecasts of one series did on the values of one day, by horizon.
///
/// @param judged how many forecasts had a truth
/// @param errors sums of absolute errors, in the unit of the series
/// @param naive those of the last value
/// @param above truths above p95
/// @param below truths below p05
@SuppressWarnings("ArrayRecordComponent") // read once and summed
public record ErrorDay(
        LocalDate day, int[] judged, double[] errors, double[] naive, int[] above, int[] below) {}

package dev.meridian.controlplane.forecast.model.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How forecasts did, beside the naive row: nobody should read one without the other.
///
/// @param judged how many forecasts had a truth
/// @param error mean absolute error, in the unit of the series
/// @param naive that of the last value
/// @param coverage share of truths at or below p95, which promises 0.95
/// @param within share of truths between p05 and p95, which promise 0.90
public record PastError(int judged, double error, double naive, double coverage, double within) {

    /// Its error over the naive one; null where the naive one was never wrong. Below 1 is better.
    public @Nullable Double ratio() {
        return naive > 0 ? error / naive : null;
    }

    /// Over days, at horizons from one index to another.
    ///
    /// @return null where nothing was judged yet
    public static @Nullable PastError of(List<ErrorDay> days, int first, int last) {
        int judged = 0;
        int above = 0;
        int below = 0;
        double error = 0;
        double naive = 0;
        for (ErrorDay day : days) {
            for (int k = first; k <= last; k++) {
                judged += day.judged()[k];
                above += day.above()[k];
                below += day.below()[k];
                error += day.errors()[k];
                naive += day.naive()[k];
            }
        }
        return judged == 0
                ? null
                : new PastError(
                        judged,
                        error / judged,
                        naive / judged,
                        1 - (double) above / judged,
                        1 - (double) (above + below) / judged);
    }
}
